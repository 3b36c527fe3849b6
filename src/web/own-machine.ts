/** Whether an address can only be reached by whoever sits at the server's own machine. */
export function isOwnMachine({ hostname }: URL): boolean {
  return ['localhost', '[::1]', '[::]', '0.0.0.0'].includes(hostname) || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
