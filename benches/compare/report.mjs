// The report: one table, and what stands below it.
import { readFileSync, writeFileSync } from "node:fs";

const number = (value) => value.toLocaleString("en-US");

export function markdown({ machine, options, signing, results }) {
  const shown = results.filter((result) => !result.reason);
  const line = (name, of) => `| ${name} | ${shown.map(of).join(" | ")} |`;
  const cell = (row) => (row?.perCpu ? `${number(row.perCpu)} (${number(row.perSecond)})` : "–");
  const rows = Object.keys(shown[0]?.rows ?? {});
  const notes = results.flatMap(({ name, reason, rows }) => [
    ...(reason ? [/^skipped/.test(reason) ? reason : `${name}: ${reason}`] : []),
    ...Object.entries(rows).filter(([, row]) => row.reason).map(([row, { reason }]) => `${name}, ${row}: ${reason}`),
  ]);
  const table = [
    "Operations per CPU-second of the server; in brackets, per second. " +
      `${machine.cores} cores (${machine.cpu}), which also ran the load; ${options.connections} connections, windows of ${options.seconds} s. ` +
      `Raw signing here, per CPU-second: RS256 ${number(signing.RS256)}, ES256 ${number(signing.ES256)} (OpenSSL ${machine.openssl}).`,
    "",
    line("Operation", ({ name, version }) => `${name}<br><small>${version}</small>`),
    `|---|${shown.map(() => "---|").join("")}`,
    ...rows.map((name) => line(name, ({ rows }) => cell(rows[name]))),
    line("Memory when idle", ({ idleMiB }) => `${idleMiB} MiB`),
    line("First start to first answer", ({ firstStartMs }) => `${number(firstStartMs)} ms`),
    line("Second start to first answer", ({ startMs }) => `${number(startMs)} ms`),
    line("Durable", ({ durable }) => durable),
  ];
  const list = notes.map((note) => `- ${note.replace(/\s+/g, " ")}`);
  return [...(shown.length ? table : []), ...(shown.length && list.length ? [""] : []), ...list].join("\n");
}

// Puts the table between the markers of a page.
export function publish(page, table) {
  const text = readFileSync(page, "utf8");
  const between = /(<!-- compare:begin -->\n)[\s\S]*(<!-- compare:end -->)/;
  if (!between.test(text)) throw new Error("the page has lost its markers");
  writeFileSync(page, text.replace(between, (_, begin, end) => `${begin}${table}\n${end}`));
}
