import type { Locale } from '#lib/kernel/locale.ts'

/** Every address of the house, written here and nowhere else. */
export const paths = {
  home: (l: Locale) => `/${l}`,
  search: (l: Locale, words?: string) => `/${l}/search${query({ q: words })}`,
  live: (l: Locale, show: string) => `/${l}/live/${show}`,
  product: (l: Locale, product: string) => `/${l}/products/${product}`,
  cart: (l: Locale) => `/${l}/cart`,
  /** With `buy`: one thing at once, beside the cart. */
  checkout: (l: Locale, cooperative: string, buy?: { variant: string; quantity: number; show?: string }) =>
    `/${l}/checkout/${cooperative}${query({ ...buy })}`,
  orders: (l: Locale) => `/${l}/orders`,
  /** `key` is the guest's signed right to see it. */
  order: (l: Locale, order: string, key?: string) => `/${l}/orders/${order}${query({ key })}`,

  signIn: (l: Locale, next?: string) => `/${l}/sign-in${query({ next })}`,
  register: (l: Locale, next?: string) => `/${l}/register${query({ next })}`,
  account: (l: Locale) => `/${l}/account`,
  invitation: (l: Locale, token: string) => `/${l}/invitations/${token}`,
  setup: (l: Locale) => `/${l}/setup`,
  outbox: (l: Locale) => `/${l}/outbox`,

  studio: (l: Locale) => `/${l}/studio`,
  newShow: (l: Locale) => `/${l}/studio/shows/new`,
  prepareShow: (l: Locale, show: string) => `/${l}/studio/shows/${show}`,
  onAir: (l: Locale, show: string) => `/${l}/studio/shows/${show}/air`,

  coop: (l: Locale) => `/${l}/coop`,
  coopHome: (l: Locale, coop: string) => `/${l}/coop/${coop}`,
  coopProducts: (l: Locale, coop: string) => `/${l}/coop/${coop}/products`,
  coopNewProduct: (l: Locale, coop: string) => `/${l}/coop/${coop}/products/new`,
  coopProduct: (l: Locale, coop: string, product: string) => `/${l}/coop/${coop}/products/${product}`,
  coopStock: (l: Locale, coop: string) => `/${l}/coop/${coop}/stock`,
  coopLedger: (l: Locale, coop: string, variant: string) => `/${l}/coop/${coop}/stock/${variant}`,
  coopLots: (l: Locale, coop: string) => `/${l}/coop/${coop}/lots`,
  coopOrders: (l: Locale, coop: string) => `/${l}/coop/${coop}/orders`,
  coopOrder: (l: Locale, coop: string, order: string) => `/${l}/coop/${coop}/orders/${order}`,
  coopPacking: (l: Locale, coop: string) => `/${l}/coop/${coop}/packing`,
  coopMembers: (l: Locale, coop: string) => `/${l}/coop/${coop}/members`,
  coopCourierRates: (l: Locale, coop: string) => `/${l}/coop/${coop}/courier-rates`,

  playlist: (show: string) => `/hls/${show}/live.m3u8`,
  media: (show: string, epoch: string, file: string) => `/hls/${show}/${epoch}/${file}`,
  feed: (show: string) => `/feed/${show}`,
  ingest: (streamKey: string) => `/ingest/${streamKey}`,
  /** Widths are those of lib/catalog/model.ts. */
  picture: (picture: string, width: number) => `/pictures/${picture}/${width}.webp`,
  stripeWebhook: () => '/api/stripe/webhook',
} as const

function query(values: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) search.set(name, String(value))
  return search.size > 0 ? `?${search}` : ''
}
