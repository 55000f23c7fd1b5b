import { z } from 'zod'
import { idField, lineField } from '#lib/kernel/fields.ts'
import type { Locale, Localised } from '#lib/kernel/locale.ts'

export const ROLES = ['HOST', 'ASSISTANT', 'PACKER', 'MANAGER'] as const
export type Role = (typeof ROLES)[number]

export function isRole(value: unknown): value is Role {
  return ROLES.includes(value as Role)
}

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

/** A line with something to see in it: spaces and joiners alone would be a name that nobody can read. */
const words = (longest: number) => lineField(longest).refine((text) => /[^\p{Cf}\p{Z}]/u.test(text))

export const nameSchema = words(80)

/** A cooperative's place in addresses: `/coop/green-hill`. `new` is a page of its own. */
export const slugSchema = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,38}[a-z0-9])$/)
  .refine((slug) => slug !== 'new')

/** What a cooperative can count in: those whose providers take cards and wallets in this shop. */
export const CURRENCIES = ['cny', 'eur', 'usd', 'gbp', 'chf', 'cad', 'hkd', 'sgd'] as const

/** A session lasts a month from signing in, however often it is used: then the address is proven again. */
export const SESSION_DAYS = 30
/** Long enough for a slow mailbox, short enough that the digits are worth little to a later reader. */
export const CODE_MINUTES = 10
/** With one live code per address, five in a million. */
export const CODE_TRIES = 5
export const INVITATION_DAYS = 7
/** How fresh a sign-in by mail must be to choose a password without the old one. */
export const FRESH_MINUTES = 15

/** Where to go on after signing in; only a path of this house is followed. */
const nextSchema = z.string().max(500).optional()

export const registerInput = z.strictObject({
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
  next: nextSchema,
})
export const passwordSignInInput = z.strictObject({
  email: emailSchema,
  // Any length may be wrong: the rules for new passwords say nothing about what somebody types here.
  password: z.string().min(1).max(200),
  next: nextSchema,
})
export const codeRequestInput = z.strictObject({ email: emailSchema, next: nextSchema })
export const codeSignInInput = z.strictObject({
  /** The request's id, from the page's address; says nothing without the mail. */
  request: idField('code'),
  /** As people copy digits: spaces and dashes do not count. */
  code: z
    .string()
    .transform((typed) => typed.normalize('NFKC').replaceAll(/[\s-]/g, ''))
    .pipe(z.string().regex(/^\d{6}$/)),
  next: nextSchema,
})
export const changePasswordInput = z.strictObject({
  current: z.string().max(200).optional(),
  password: passwordSchema,
})
export const changeNameInput = z.strictObject({ name: nameSchema })

export const inviteInput = z.strictObject({
  cooperativeId: idField('cooperative'),
  email: emailSchema,
  role: z.enum(ROLES),
})
export const revokeInvitationInput = z.strictObject({
  cooperativeId: idField('cooperative'),
  invitationId: idField('invitation'),
})
/** `name` and `password` are for those who have no account yet; without a password they sign in by code. */
export const acceptInput = z.strictObject({
  token: z.string().max(200),
  name: nameSchema.optional(),
  password: passwordSchema.optional(),
})
export const changeRolesInput = z.strictObject({
  cooperativeId: idField('cooperative'),
  userId: idField('user'),
  /** One ticked box comes from a form as a single text. */
  roles: z.preprocess(
    (given) => (typeof given === 'string' ? [given] : given),
    z.array(z.enum(ROLES)).min(1).max(ROLES.length),
  ),
})
export const removeMemberInput = z.strictObject({
  cooperativeId: idField('cooperative'),
  userId: idField('user'),
})

/** Written in the language of the page it was filled in on. */
const cooperativeFields = {
  cooperative: words(80),
  slug: slugSchema,
  village: words(80),
  county: words(80).optional(),
  currency: z.enum(CURRENCIES).default('cny'),
  /** A region of the courier table; the door knows which there are. */
  region: z
    .string()
    .regex(/^[a-z-]{2,24}$/)
    .default('southwest'),
}
export const createCooperativeInput = z.strictObject({
  ...cooperativeFields,
  /** Who is invited to manage it. */
  managerEmail: emailSchema.optional(),
})
export const setUpInput = z.strictObject({
  /** From the set-up link. None at all is refused like a wrong one, with the same words. */
  key: z.string().max(200).default(''),
  ...cooperativeFields,
  name: nameSchema,
  email: emailSchema,
  password: passwordSchema,
})

export type Register = z.output<typeof registerInput>
export type PasswordSignIn = z.output<typeof passwordSignInInput>
export type CodeRequest = z.output<typeof codeRequestInput>
export type CodeSignIn = z.output<typeof codeSignInInput>
export type ChangePassword = z.output<typeof changePasswordInput>
export type ChangeName = z.output<typeof changeNameInput>
export type Invite = z.output<typeof inviteInput>
export type RevokeInvitation = z.output<typeof revokeInvitationInput>
export type Accept = z.output<typeof acceptInput>
export type ChangeRoles = z.output<typeof changeRolesInput>
export type RemoveMember = z.output<typeof removeMemberInput>
export type CreateCooperative = z.output<typeof createCooperativeInput>
export type SetUp = z.output<typeof setUpInput>

/** The browser that asks: the session it holds, if any, and the language it reads. */
export interface Browser {
  readonly sessionId: string | null
  readonly locale: Locale
}

/** A sign-in that succeeded: what the cookie is made of. */
export interface SignedIn {
  readonly userId: string
  readonly sessionId: string
  readonly expiresAt: Date
}

export interface CooperativeView {
  readonly id: string
  readonly slug: string
  readonly name: Localised
  readonly story: Localised
  readonly village: Localised
  readonly county: Localised
  readonly currency: string
  /** Where the parcels leave from; a region of the courier table. */
  readonly region: string
}

export interface MemberView {
  readonly userId: string
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly since: Date
}

export type InvitationState = 'open' | 'accepted' | 'revoked' | 'expired'

export interface InvitationView {
  readonly id: string
  readonly email: string
  readonly role: Role
  readonly state: InvitationState
  readonly invitedAt: Date
  readonly expiresAt: Date
}

/** An invitation is over by the first of these that happened; nothing else decides it. */
export function invitationState(
  invitation: {
    readonly acceptedAt: Date | null
    readonly revokedAt: Date | null
    readonly expiresAt: Date
  },
  now: Date,
): InvitationState {
  if (invitation.acceptedAt) return 'accepted'
  if (invitation.revokedAt) return 'revoked'
  return invitation.expiresAt <= now ? 'expired' : 'open'
}

export type MembersFault =
  /** Unknown address, wrong password, no password, account shut: all the same from outside. */
  | { readonly code: 'wrong-sign-in' }
  /** Wrong digits, an old code, too many tries: all the same from outside. */
  | { readonly code: 'wrong-code' }
  | { readonly code: 'address-taken' }
  | { readonly code: 'wrong-password' }
  /** Too long since the address was proven. */
  | { readonly code: 'sign-in-again' }
  | { readonly code: 'not-set-up' }
  | { readonly code: 'already-set-up' }
  /** Only whoever started the house can read its set-up link. */
  | { readonly code: 'setup-key-wrong' }
  | { readonly code: 'slug-taken' }
  | { readonly code: 'cooperative-unknown' }
  | { readonly code: 'invitation-unknown' }
  | { readonly code: 'invitation-over'; readonly state: Exclude<InvitationState, 'open'> }
  | { readonly code: 'invitation-for-another' }
  /** The address has an account: its owner signs in and accepts then. */
  | { readonly code: 'sign-in-to-accept' }
  | { readonly code: 'name-missing' }
  | { readonly code: 'already-member' }
  | { readonly code: 'member-unknown' }
  | { readonly code: 'last-manager' }
  | { readonly code: 'not-allowed' }
