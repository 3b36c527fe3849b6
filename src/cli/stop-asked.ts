/** Settles with the first Ctrl-C, SIGTERM or closed terminal. The same once more ends the process at once. */
export function stopAsked(): Promise<void> {
  return new Promise((settle) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => settle())
  })
}
