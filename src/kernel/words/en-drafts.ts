/** What letters are begun with, before anybody has written a word. */
export const drafts = {
  salutation: (recipient: string) => `Dear ${recipient},`,
  closing: 'Signed,',
  /** Markdown; the date in words of the earlier letter. */
  followUp: (date: string | undefined) =>
    date === undefined
      ? 'We have written to :recipient[] before. We asked for this, and ask for it again:'
      : `On ${date} we wrote to :recipient[]. We asked for this, and ask for it again:`,
}
