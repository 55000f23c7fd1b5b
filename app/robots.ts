import type { MetadataRoute } from 'next'

/** The market may be found; rooms, baskets and orders are nobody's business. */
export default function robots(): MetadataRoute.Robots {
  const closed = ['studio', 'coop', 'cart', 'checkout', 'orders', 'account', 'invitations', 'setup', 'outbox']
  return { rules: { userAgent: '*', allow: '/', disallow: closed.map((room) => `/*/${room}`) } }
}
