/** Every sentence a visitor can see, in English. Another language is another file of the same shape. */
export const en = {
  sheet: {
    /** Foot of a printed page. */
    pageOf: (page: number, pages: number) => `${page} of ${pages}`,
    moreAfterLetter: (n: string) => `and ${n} more, listed after the letter`,
    textFixed: (day: string, version: number, hash: string) => `Text fixed on ${day} · version ${version} · ${hash}`,
    draft: 'Draft: this text is not fixed yet',
    copies: 'Copies to',
  },
} as const

/** The shape every language file has. */
export type Words = typeof en
