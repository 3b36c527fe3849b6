import type { ReadFiles } from '#intake'
import { lintLists, lintText, type NameList } from '#organizations'
import { readArguments } from './arguments.ts'
import type { Command } from './command.ts'
import { readSourceFiles } from './source-file.ts'

export const lint: Command = {
  help: `Usage: undersigned lint FILE

Reads the printed lists in FILE and says what an organizer would want to know before printing: one name spelled
unlike, names out of order, names that one list has and another has not, a stated number that does not fit, dashes
and spaces that disagree, and look-alikes that must not be merged. Changes nothing.

Ends with 0 whether or not something was found, 2 when the file cannot be read.
`,
  run: async (args, { terminal }) => {
    const read = readArguments(args, {})
    if (read.kind === 'wrong') return (terminal.say(read.sentence), 2)
    const [path, ...more] = read.words
    if (path === undefined || more.length > 0) return (terminal.say('"lint" needs one file.'), 2)
    const source = await readSourceFiles([path])
    if (source.kind === 'unreadable') return (terminal.say(source.sentence), 2)
    const lists = listsIn(source.read)
    if (lists.length === 0) return (terminal.say('There is no list of names in this file.'), 2)
    const findings = lintLists(lists)
    terminal.out(`${lintText(findings).trimEnd()}\n`)
    return 0
  },
}

function listsIn({ proposal, lists }: ReadFiles): readonly NameList[] {
  return lists.flatMap(({ letterhead, signatures }, index) => {
    const letter = `letter ${index + 1}`
    const language = proposal.letters[index]?.language
    return [
      { where: `${letter}, letterhead`, names: letterhead },
      { where: `${letter}, signatures`, names: signatures },
    ].flatMap(({ where, names }): readonly NameList[] =>
      names.length === 0 ? [] : [{ letter, where, names, language }],
    )
  })
}
