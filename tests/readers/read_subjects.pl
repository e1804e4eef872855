# Reads heads of mails from a file, each ended by an empty line, and prints the subject of each on a line.
use strict;
use warnings;
use Encode qw(decode encode);

open my $file, "<:raw", $ARGV[0] or die "$ARGV[0]: $!";
binmode STDOUT, ":raw";
local $/ = "\r\n\r\n";
while (my $head = <$file>) {
    my ($subject) = $head =~ /^Subject: (.*?)\r\n(?![ \t])/ms or die "no subject: $head";
    print encode("UTF-8", decode("MIME-Header", $subject)), "\n";
}
