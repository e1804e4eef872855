// Reads mails from a file, a JSON list of them in base64, prints what it saw as JSON:
// [subject, name of the sender, name of the recipient, methods of the calendar parts].
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const [, , file, modules] = process.argv;
const { simpleParser } = createRequire(join(modules, "package.json"))("mailparser");

const seen = [];
for (const octets of JSON.parse(readFileSync(file, "utf8"))) {
  const mail = await simpleParser(Buffer.from(octets, "base64"), { skipTextToHtml: true });
  const calendars = mail.attachments.filter((part) => part.contentType === "text/calendar");
  const methods = calendars.map((part) => /^METHOD:(\w+)/m.exec(part.content.toString())[1]);
  seen.push([mail.subject, mail.from.value[0].name, mail.to.value[0].name, methods]);
}
process.stdout.write(JSON.stringify(seen));
