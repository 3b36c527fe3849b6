/**
 * What knip found, one line each, and how many files it looked at: a gate that saw nothing must be red.
 * @param {{ issues: Record<string, Record<string, Record<string, { symbol: string, filePath: string, line?: number }>>>, counters: { processed: number } }} report
 */
export default function tell({ issues, counters }) {
  for (const [kind, files] of Object.entries(issues))
    for (const [file, found] of Object.entries(files))
      for (const { symbol, line } of Object.values(found))
        process.stdout.write(`${file}${line === undefined ? '' : `:${line}`}: ${kind}: ${symbol}\n`)
  process.stdout.write(`looked at ${counters.processed} files\n`)
}
