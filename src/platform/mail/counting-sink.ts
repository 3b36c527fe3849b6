import type { MailTransport } from './mail.ts'

/** A transport that takes every mail and only counts them: for measuring, where no mail may leave. */
export function countingSink(): MailTransport & { readonly count: () => number } {
  let count = 0
  return {
    send: async () => {
      count += 1
      return { kind: 'accepted' }
    },
    atOnce: 1000,
    close: async () => {},
    count: () => count,
  }
}
