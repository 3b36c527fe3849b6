/** What stands on the pages of a campaign that was copied into a folder. Part of {@link en}. */
export const site = {
  copied: (day: string) => `A copy, made on ${day}: nothing can be signed or sent from it.`,
  /** The link to the page that was copied. */
  live: 'The page itself may say more.',
  /** In place of a form. */
  noForm: 'A form that stands here is left out of the copy.',
  /** In place of a field to search in a list. */
  noSearch: 'A copy has no search of its own: your browser finds words in a page.',
}
