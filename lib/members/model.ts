import { z } from 'zod'

export const ROLES = ['HOST', 'ASSISTANT', 'PACKER', 'MANAGER'] as const
export type Role = (typeof ROLES)[number]

export interface MembershipView {
  readonly cooperativeId: string
  readonly roles: readonly Role[]
}

/** Somebody signed in, with what she may do where. */
export interface Member {
  readonly kind: 'user'
  /** `usr_…` */
  readonly id: string
  readonly name: string
  readonly email: string
  readonly platformAdmin: boolean
  readonly memberships: readonly MembershipView[]
}

/** A browser that nobody signed in on; the id comes from its sealed cookie. */
export interface Guest {
  readonly kind: 'guest'
  /** `gst_…` */
  readonly id: string
}

/** Who asks. The house itself (worker, sweeps) is an actor too, so that nothing runs without one. */
export type Actor = Member | Guest | { readonly kind: 'house'; readonly id: null }

export const THE_HOUSE: Actor = { kind: 'house', id: null }

/** One address, one person: lower case, without space around it. */
export const emailSchema = z.string().trim().toLowerCase().max(254).pipe(z.email())

/** Length is the only rule that helps (NIST SP 800-63B 5.1.1.2); argon2 takes any characters. */
export const passwordSchema = z.string().min(10).max(200)

export const nameSchema = z.string().trim().min(1).max(80)
