/** What gives the inside of a server away. */
export interface Internals {
  readonly what: string;
  /** The passage that shows it. */
  readonly passage: string;
}

// Lines are bounded, so that no text keeps the reader busy.
const LINE = '[^\\n]{0,200}?';
const SOURCE =
  '(?:java|kt|scala|groovy|clj|cs|vb|fs|py|rb|php|go|rs|js|mjs|cjs|ts|pl|cpp|cc|c|h|ex|exs|erl|swift)';

const PATTERNS: readonly (readonly [what: string, pattern: RegExp])[] = [
  [
    'a stack trace of the JVM',
    /\bat [\w$./@-]{1,200}\.[\w$<>]{1,100}\((?:[\w$-]{1,100}\.(?:java|kt|scala|groovy|clj):\d+|Native Method|Unknown Source)\)/,
  ],
  ['a cause of the JVM', /\bCaused by: [a-z][\w$]*(?:\.[\w$]+){1,20}(?:Exception|Error)\b/],
  [
    'a stack trace of .NET',
    new RegExp(String.raw`\bat [\w.\`<>[\]]{3,200}\(${LINE}\) in ${LINE}\.(?:cs|vb|fs):line \d+`),
  ],
  [
    'a stack trace of .NET',
    /^ {2,6}at [A-Z]\w*(?:\.[\w`<>[\]]+){2,20}\([^\n()]{0,200}\)\r?\n {2,6}at [A-Z]\w*\./m,
  ],
  ['a stack trace of Python', /\bTraceback \(most recent call last\):/],
  ['a stack trace of Python', /\bFile "[^"\n]{1,200}\.pyx?", line \d+, in \w/],
  [
    'a stack trace of Node',
    /\bat (?:[\w$.<>[\] ]{1,120} \()?(?:node:[\w/]{1,100}|(?:file:\/\/\/|[A-Za-z]:\\|\/)[^\s():]{1,200}\.[cm]?[jt]sx?):\d+:\d+/,
  ],
  ['a stack trace of Go', /\bgoroutine \d+ \[[a-z ,0-9]{1,60}\]:/],
  ['a stack trace of Go', /\bpanic: [^\n]{1,300}\n[\s\S]{0,300}?\.go:\d+/],
  [
    'an error of PHP',
    /\b(?:Fatal error|Parse error|Warning|Notice|Deprecated)(?:<\/b>)?: [^\n]{1,300}? in (?:<b>)?[^\s<]{1,200}\.php(?:<\/b>)? on line (?:<b>)?\d+/,
  ],
  ['a stack trace of PHP', /#\d+ \/[^\s():]{1,200}\.php\(\d+\): /],
  ['a stack trace of Ruby', /[\w/.-]{1,200}\.rb:\d+:in [`'"]/],
  ['a panic of Rust', /\bthread '[^'\n]{1,60}' panicked at [^\n]{1,200}\.rs:\d+/],
  ['an error of Oracle', /\b(?:ORA|PLS)-\d{5}: /],
  ['an error of MySQL', /\bYou have an error in your SQL syntax\b/],
  ['an SQL state', /\bSQLSTATE\[\w{5}\]/],
  [
    'an error of PostgreSQL',
    /\b(?:PG::[A-Z]\w+|psycopg2?\.(?:errors\.)?[A-Z]\w+|org\.postgresql\.util\.PSQLException)\b/,
  ],
  [
    'an error of PostgreSQL',
    /\b(?:syntax error at or near "|relation "[^"\n]{1,100}" does not exist|violates (?:unique|foreign key|check|not-null) constraint "?)/,
  ],
  [
    'an error of SQL Server',
    /\bUnclosed quotation mark after the character string\b|\bSystem\.Data\.SqlClient\.SqlException\b/,
  ],
  ['an error of SQLite', /\bSQLITE_(?:ERROR|CONSTRAINT|MISUSE)\b|\bsqlite3\.[A-Z]\w+Error\b/],
  ['an error of JDBC', /\bjava\.sql\.SQL\w*Exception\b|\borg\.hibernate\.[\w.]{1,100}Exception\b/],
  [
    'the path of a source file',
    // Not in an attribute of a page, where it is an address.
    new RegExp(
      String.raw`(?<![\w=./:-]|=["'])(?:/(?:usr|opt|home|var|srv|root|Users|private)/|[A-Za-z]:\\)[\w.@ \\/+-]{1,200}\.${SOURCE}\b(?![\w/-])`,
    ),
  ],
];

const EVERYWHERE = PATTERNS.map(
  ([what, pattern]) => [what, new RegExp(pattern, `${pattern.flags}g`)] as const,
);

/** The passages that no server should show to a client: the first may be an echo, and the next be none. */
export function internalsIn(text: string): Internals[] {
  return EVERYWHERE.flatMap(([what, pattern]) =>
    [...text.matchAll(pattern)].map(([passage]) => ({ what, passage })),
  );
}
