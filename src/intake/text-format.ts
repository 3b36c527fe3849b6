/** The formats that are text. */
export type TextFormat = 'text' | 'markdown' | 'html' | 'csv' | 'tsv' | 'yaml' | 'json'

/** How many characters are looked at; a file that changes its mind later is read as what it began as. */
const sampled = 65_536

/**
 * Tells the format of a text by its marks; plain text is what is left. A reader that finds nothing of its own in such a
 * text hands it back, and it is read as plain text: a list with commas is not always a table.
 */
export function textFormatOf(text: string): TextFormat {
  const sample = text.slice(0, sampled).replace(/^\uFEFF/u, '')
  const body = withoutFrontMatter(sample)
  if (isJson(text)) return 'json'
  if (isHtml(body)) return 'html'
  // Between two rules and with nothing behind the second, it is data; else it is the head of a page.
  if (body !== sample && body.trim() !== '') return 'markdown'
  if (isYaml(sample)) return 'yaml'
  if (isMarkdown(sample)) return 'markdown'
  return tableFormatOf(text.length > sampled ? sample.slice(0, sample.lastIndexOf('\n')) : sample) ?? 'text'
}

/** A text without the block of settings that site generators put above a page. */
export function withoutFrontMatter(text: string): string {
  return text.replace(/^\uFEFF?---[ \t]*\r?\n[\s\S]{0,20000}?\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/u, '')
}

function isJson(text: string): boolean {
  if (!/^\uFEFF?\s*[[{]/u.test(text)) return false
  if (parses(text)) return true
  const lines = text
    .slice(0, sampled)
    .split('\n', 4)
    .slice(0, 3)
    .filter((line) => line.trim() !== '')
  return lines.length > 1 && lines.every((line) => /^\s*[[{]/u.test(line) && parses(line))
}

function parses(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\uFEFF/u, ''))
    return true
  } catch {
    return false
  }
}

function isHtml(sample: string): boolean {
  const start = sample.replace(/^(?:\s+|<!--[^]*?-->|<\?xml[^>]*>)+/u, '')
  if (/^<(?:!doctype\s+html|html|head|body)[\s>]/iu.test(start)) return true
  if (!/^<[a-z][\w-]*[\s>/]/iu.test(start)) return false
  const closed = start.match(/<\/(?:p|li|div|td|tr|h[1-6]|ul|ol|table|section|article|main)>/giu)?.length ?? 0
  const marked = start.match(/^(?:#{1,6} |[-*] |\d+\. )/gmu)?.length ?? 0
  return closed >= 2 && closed > marked
}

const yamlLine =
  /^\s*(?:#.*|---|\.\.\.|%YAML.*|(?:- )*-|(?:- )*(?:"[^"\n]{1,80}"|'[^'\n]{1,80}'|[\w&][\w .&/-]{0,60}):(?:\s.*)?|(?:- )+\S.*)$/u

/** Keys and items on nearly every line, and items or depth among them: a flat list of `Word: more` is a form, not data. */
function isYaml(sample: string): boolean {
  const lines = sample.split(/\r?\n/u).filter((line) => line.trim() !== '')
  const fitting = lines.filter((line, at) => yamlLine.test(line) || (at > 0 && /^\s{2,}\S/u.test(line)))
  const keys = lines.filter((line) => /^\s*(?:- )*[\w"'&][^:\n]{0,80}:(?:\s|$)/u.test(line))
  const nested = lines.some((line) => /^\s*- *(?:[\w"'][^:\n]{0,80}:(?:\s|$)|$)|^\s*[\w-]+:\s*$/u.test(line))
  return nested && keys.length >= 2 && keys.length >= lines.length / 4 && fitting.length >= lines.length * 0.97
}

/** Marks of blocks; links alone stand in many a text that somebody copied out of a page. */
function isMarkdown(sample: string): boolean {
  return (
    /^#{1,6} \S/mu.test(sample) ||
    /[^\n]\n={3,}[ \t]*$/mu.test(sample) ||
    /^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*\|[ \t|:-]*$/mu.test(sample) ||
    /!\[[^\]\n]{0,400}\]\([^)\n]{1,2000}\)/u.test(sample) ||
    (sample.match(/(?:^|\s)(?:\*\*|__)\S[^\n*]{0,200}(?:\*\*|__)/gmu)?.length ?? 0) >= 2
  )
}

/** How a comma-separated table heads its columns. */
const headWords =
  /^["']?(?:name|first.?name|last.?name|full.?name|organi[sz]ation|signator\w*|signer|country|title|email)\b/iu

function tableFormatOf(sample: string): 'csv' | 'tsv' | undefined {
  if (/^sep=[,;|\t]\r?\n/iu.test(sample)) return 'csv'
  for (const delimiter of ['\t', ';', '|', ',']) {
    const counts = fieldsOf(sample, delimiter)
    const [width, rows] = [...Map.groupBy(counts, (count) => count)]
      .map(([count, all]) => [count, all.length] as const)
      .toSorted((one, other) => other[1] - one[1])[0] ?? [0, 0]
    if (width < 2 || rows < 2 || rows < counts.length * 0.9) continue
    if (delimiter === ',' && !isCommaTable(sample)) continue
    return delimiter === '\t' ? 'tsv' : 'csv'
  }
  return undefined
}

/** In sentences and in lists of names a space follows the comma. */
function isCommaTable(sample: string): boolean {
  if (headWords.test(sample)) return true
  const commas = sample.match(/,/gu)?.length ?? 0
  const tight = sample.match(/,(?!\s)/gu)?.length ?? 0
  return tight >= commas * 0.7
}

/** How many fields each filled record has; quotation marks keep delimiters and line ends within them (RFC 4180). */
function fieldsOf(sample: string, delimiter: string): readonly number[] {
  const counts: number[] = []
  let [fields, filled, fresh, quoted] = [1, false, true, false]
  const end = (): void => {
    if (filled) counts.push(fields)
    fields = 1
    filled = false
  }
  for (const character of sample) {
    const opens = character === '"' && (fresh || quoted)
    fresh = !quoted && (character === delimiter || character === '\n')
    if (opens) quoted = !quoted
    else if (character === '\n' && !quoted) end()
    else if (character === delimiter && !quoted) fields += 1
    else if (character.trim() !== '') filled = true
  }
  end()
  return counts
}
