import dgram from 'node:dgram'
import dns from 'node:dns'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

/** What whoever asks for the network in a process without one is thrown. */
class NoNetwork extends Error {
  override readonly name = 'NoNetwork'
  readonly code = 'ERR_ACCESS_DENIED'
}

function refuse(): never {
  throw new NoNetwork('this process has no network')
}

/**
 * Shuts every door of Node to the network for good: all of TCP, TLS, HTTP and fetch goes through one method, listening and
 * UDP through three more; names are not looked up either. Node's permission model leaves the network open.
 */
export function shutNetwork(): void {
  const shut = (owner: object, name: string): void =>
    void Object.defineProperty(owner, name, { value: refuse, writable: false, configurable: false })
  shut(net.Socket.prototype, 'connect')
  shut(net.Server.prototype, 'listen')
  for (const name of ['bind', 'connect', 'send']) shut(dgram.Socket.prototype, name)
  for (const owner of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype])
    for (const name of Object.getOwnPropertyNames(owner))
      if (/^(?:lookup|resolve|reverse)/u.test(name)) shut(owner, name)
  syncBuiltinESMExports()
}
