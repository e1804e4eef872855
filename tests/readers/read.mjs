// Reads a feed from a file with the parser named, prints what it saw as JSON: [uid, title, description, start, end].
// Instants are told in UTC, days as days; the end is exclusive.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [, , parser, file, modules] = process.argv;
const require = createRequire(pathToFileURL(join(modules, "package.json")));
const text = readFileSync(file, "utf8");
const stamp = (date) => date.toISOString().replace(".000Z", "+00:00");

async function byIcalJs() {
  const { default: ICAL } = await import(pathToFileURL(require.resolve("ical.js")));
  const calendar = new ICAL.Component(ICAL.parse(text));
  for (const zone of calendar.getAllSubcomponents("vtimezone")) ICAL.TimezoneService.register(zone);
  const moment = (time) => (time.isDate ? time.toString() : stamp(time.toJSDate()));
  return calendar.getAllSubcomponents("vevent").map((component) => {
    const event = new ICAL.Event(component);
    return [event.uid, event.summary, event.description, moment(event.startDate), moment(event.endDate)];
  });
}

async function byNodeIcal() {
  const ical = require("node-ical");
  const pad = (number) => String(number).padStart(2, "0");
  const day = (date) => `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
  const said = (value) => (typeof value === "object" && value !== null ? value.val : value);
  return Object.values(ical.sync.parseICS(text))
    .filter((entry) => entry.type === "VEVENT")
    .map((event) => {
      const moment = (date) => (event.datetype === "date" ? day(date) : stamp(date));
      return [event.uid, said(event.summary), said(event.description), moment(event.start), moment(event.end)];
    });
}

const seen = await { "ical.js": byIcalJs, "node-ical": byNodeIcal }[parser]();
process.stdout.write(JSON.stringify(seen));
