/** A letter's whole list as one PDF: what stands in it, and on the page where it is asked for. Part of {@link en}. */
export const listPrint = {
  contents: 'In this list',
  where: (names: string, page: string) => `${names} · page ${page}`,
  /** On its first page. */
  title: (letter: string) => `Who signed “${letter}”`,
  count: (organizations: number, people: number, said: { readonly organizations: string; readonly people: string }) => {
    const listed = `${said.organizations} ${organizations === 1 ? 'signatory' : 'signatories'} on the letter’s own list`
    const named = `${said.people} ${people === 1 ? 'person' : 'people'} of the public who wished to be named`
    if (people === 0) return `It holds ${listed}.`
    return organizations === 0 ? `It holds ${named}.` : `It holds ${listed}, and ${named}.`
  },
  others: (all: string) =>
    `The public log counts ${all} of the public in all. Who did not wish to be named is counted and not printed.`,
  asOf: (moment: string) =>
    `It is as the list stood on ${moment}. Names that came or went after that are not considered.`,
  log: (count: number, said: string) =>
    `The campaign’s public log had ${count === 1 ? '1 entry' : `${said} entries`} then; anyone can recount them.`,
  people: 'People who signed',
  peopleRemark: 'In the order of the public log.',
  text: (recipient: string, version: string, hash: string) => `To ${recipient}: version ${version}, hash ${hash}.`,
  head: (letter: string, names: string, day: string) => `${letter} · ${names} names · ${day}`,
  foot: (day: string, count: number, said: string) =>
    `List as of ${day} · log of ${count === 1 ? '1 entry' : `${said} entries`}`,
  footWithoutLog: (day: string) => `List as of ${day}`,
  moreTexts: (n: string) => `And ${n} more texts.`,
  /** On the pages that lead there. */
  offer: 'The whole list as one PDF',
  page: {
    title: (letter: string) => `The whole list of “${letter}” as a PDF`,
    heading: 'The whole list, for print',
    description: 'Everybody who signed and is named, in one file.',
    lead: 'One file with everybody on the letter’s list and everybody of the public who wished to be named, as of one moment. Long lists take up to a minute to print.',
    none: 'Nobody has asked for this file since the list last changed. Ask for it, and it is made now.',
    ready: 'Ready',
    take: (size: string) => `Take the list (PDF, ${size})`,
    facts: (names: string, pages: string) => `${names} names on ${pages} pages.`,
    asOf: (moment: string) => `As the list stood on ${moment}.`,
    log: (count: number, said: string) =>
      count === 1 ? 'The public log had 1 entry then.' : `The public log had ${said} entries then.`,
    later: 'Who came later is not in it. As soon as a name that is in it is taken off the list, the file is deleted.',
    atWork: 'Being made',
    waiting: 'Other lists are printed first.',
    reading: 'Step 1 of 3: the names are being read.',
    placing: (names: string) => `Step 2 of 3: ${names} names are being given their places.`,
    setting: (names: string, pages: string) =>
      `Step 3 of 3: all ${names} names have their places, and ${pages} pages are being set.`,
    looks: 'This page looks again by itself every few seconds.',
    again: 'Look now',
    ask: 'Make the file',
    askAgain: 'Make a new one',
    from: (moment: string) => `A new one can be asked for from ${moment} on, so that no list takes the whole server.`,
    failed: 'The file was not made',
    why: {
      'too-long': (limit: string) =>
        `The list has more than ${limit} names, which is more than one file can hold. The pages of the list and the files below have them all.`,
      'too-big': (limit: string) => `It took more than ${limit} MB of memory, which is more than it may.`,
      'too-slow': (limit: string) => `It took longer than ${limit} seconds, which is longer than it may.`,
      ended: 'The program that sets the pages ended before it was done. Nothing else is affected.',
      fault: 'Something went wrong on our side, and it was written down. Nothing else is affected.',
    },
    busy: 'Many lists are waiting to be printed. Please ask again in some minutes.',
    back: 'Back to the list',
  },
  footText: (hash: string) => `hash ${hash}`,
} as const
