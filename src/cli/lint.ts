import { readFile } from 'node:fs/promises'
import { readBytes, readLetters } from '#intake'
import { isClean, lintLists, lintText } from '#organizations'
import { readArguments } from './arguments.ts'
import type { Command } from './command.ts'

export const lint: Command = {
  help: `Usage: undersigned lint FILE

Reads the lists of signatories in FILE and says what an organizer would want to know before printing: one name
spelled unlike, names out of order, names that one list has and another has not, a stated number that does not
fit, and look-alikes that must not be merged. Changes nothing.
`,
  run: async (args, { terminal }) => {
    const read = readArguments(args, {})
    if (read.kind === 'wrong') return (terminal.say(read.sentence), 2)
    const [path, ...more] = read.words
    if (path === undefined || more.length > 0) return (terminal.say('"lint" needs one file.'), 2)
    const bytes = await readFile(path).catch(() => undefined)
    if (!bytes) return (terminal.say(`There is no file ${path} that can be read.`), 2)
    const text = readBytes(bytes)
    if (text.kind === 'unreadable') return (terminal.say(text.sentence), 2)
    const lists = readLetters(text.text).letters.map((letter, index) => ({
      letter: `letter ${index + 1}`,
      where: `letter ${index + 1}`,
      names: letter.signatories.map(({ name }) => name),
    }))
    const findings = lintLists(lists)
    terminal.out(lintText(findings))
    return isClean(findings) ? 0 : 0
  },
}
