import { networksOf } from './networks.ts'

/** Who is connected, by network: so that one network cannot take every place. */
export type Crowd = {
  /** @returns whether there was a place for somebody of this address's network; then `name` has it. */
  readonly enter: (name: string, address: string) => boolean
  readonly leave: (name: string) => void
}

/** A crowd with `most` places for each network. */
export function crowd(most: number): Crowd {
  const networks = new Map<string, string>()
  const present = new Map<string, number>()
  return {
    enter: (name, address) => {
      const network = networksOf(address).close
      const there = present.get(network) ?? 0
      if (there >= most) return false
      networks.set(name, network)
      present.set(network, there + 1)
      return true
    },
    leave: (name) => {
      const network = networks.get(name)
      if (network === undefined) return
      networks.delete(name)
      const left = (present.get(network) ?? 1) - 1
      if (left > 0) present.set(network, left)
      else present.delete(network)
    },
  }
}
