/** What organizers see of who was asked, who signed and how the list prints. Part of {@link en}. */
export const board = {
  chart: {
    none: 'Nobody has signed yet. As soon as somebody does, the days are drawn here.',
    table: 'The same as a table',
    day: 'Day',
    came: { organizations: 'Organizations', people: 'People' },
    all: 'In all',
    total: {
      organizations: (n: number, many: string) => (n === 1 ? '1 organization' : `${many} organizations`),
      people: (n: number, many: string) => (n === 1 ? '1 person' : `${many} people`),
    },
    most: (n: string, day: string) => `Most on one day: ${n}, on ${day}.`,
  },
}
