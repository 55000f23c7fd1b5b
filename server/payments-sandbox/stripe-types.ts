import type Stripe from 'stripe'

// The one place where the stand-in looks at the SDK, and at its types alone: what they forbid does not compile.
export type { Stripe }
