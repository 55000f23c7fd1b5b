import type { Locale } from '#lib/kernel/locale.ts'

/** Every address of the house, written here and nowhere else. */
export const paths = {
  home: (l: Locale) => `/${l}`,
  /** `after` is the cursor of the page before. */
  search: (l: Locale, words?: string, after?: string) => `/${l}/search${query({ q: words, after })}`,
  live: (l: Locale, show: string) => `/${l}/live/${show}`,
  product: (l: Locale, product: string) => `/${l}/products/${product}`,
  cart: (l: Locale) => `/${l}/cart`,
  /** With `buy`: one thing at once, beside the cart. */
  checkout: (
    l: Locale,
    cooperative: string,
    buy?: { variantId: string; quantity: number; showId?: string },
  ) => `/${l}/checkout/${cooperative}${query({ ...buy })}`,
  orders: (l: Locale) => `/${l}/orders`,
  /** `key` is the guest's signed right to see it; `back` says that she comes from the provider's page, having paid. */
  order: (l: Locale, order: string, key?: string, back?: 'paid') =>
    `/${l}/orders/${order}${query({ key, back })}`,

  /** With `request`: a code was mailed and is to be typed. */
  signIn: (l: Locale, next?: string, request?: string) => `/${l}/sign-in${query({ next, request })}`,
  register: (l: Locale, next?: string) => `/${l}/register${query({ next })}`,
  account: (l: Locale) => `/${l}/account`,
  invitation: (l: Locale, token: string) => `/${l}/invitations/${token}`,
  /** With `key`: the link that whoever started an empty house was told. */
  setup: (l: Locale, key?: string) => `/${l}/setup${query({ key })}`,
  outbox: (l: Locale, after?: string) => `/${l}/outbox${query({ after })}`,

  studio: (l: Locale) => `/${l}/studio`,
  newShow: (l: Locale) => `/${l}/studio/shows/new`,
  prepareShow: (l: Locale, show: string) => `/${l}/studio/shows/${show}`,
  onAir: (l: Locale, show: string) => `/${l}/studio/shows/${show}/air`,

  coop: (l: Locale) => `/${l}/coop`,
  newCoop: (l: Locale) => `/${l}/coop/new`,
  coopHome: (l: Locale, coop: string) => `/${l}/coop/${coop}`,
  coopProducts: (l: Locale, coop: string, list: { q?: string; state?: string; after?: string } = {}) =>
    `/${l}/coop/${coop}/products${query(list)}`,
  coopNewProduct: (l: Locale, coop: string) => `/${l}/coop/${coop}/products/new`,
  coopProduct: (l: Locale, coop: string, product: string) => `/${l}/coop/${coop}/products/${product}`,
  /** Where its editor's browser sends pictures, with progress. */
  coopPictures: (l: Locale, coop: string, product: string) =>
    `/${l}/coop/${coop}/products/${product}/pictures`,
  coopStock: (l: Locale, coop: string, list: { q?: string; after?: string } = {}) =>
    `/${l}/coop/${coop}/stock${query(list)}`,
  /** Levels as numbers alone, for pages that follow them. */
  coopLevels: (l: Locale, coop: string) => `/${l}/coop/${coop}/stock/levels`,
  coopLedger: (l: Locale, coop: string, variant: string, after?: string) =>
    `/${l}/coop/${coop}/stock/${variant}${query({ after })}`,
  coopLots: (l: Locale, coop: string, list: { variant?: string; open?: 1; after?: string } = {}) =>
    `/${l}/coop/${coop}/lots${query(list)}`,
  coopLot: (l: Locale, coop: string, lot: string) => `/${l}/coop/${coop}/lots/${lot}`,
  /** First which variant (looked for with `q`), then the rest of the lot. */
  coopReceive: (l: Locale, coop: string, form: { q?: string; variant?: string; producer?: string } = {}) =>
    `/${l}/coop/${coop}/lots/receive${query(form)}`,
  coopProducers: (l: Locale, coop: string) => `/${l}/coop/${coop}/lots/producers`,
  coopOrders: (l: Locale, coop: string, state?: string) => `/${l}/coop/${coop}/orders${query({ state })}`,
  coopOrder: (l: Locale, coop: string, order: string) => `/${l}/coop/${coop}/orders/${order}`,
  coopPacking: (l: Locale, coop: string) => `/${l}/coop/${coop}/packing`,
  coopMembers: (l: Locale, coop: string, after?: string) => `/${l}/coop/${coop}/members${query({ after })}`,
  /** With `step`: an empty column for parcels of up to so many grams. */
  coopCourierRates: (l: Locale, coop: string, step?: number) =>
    `/${l}/coop/${coop}/courier-rates${query({ step })}`,

  playlist: (show: string) => `/hls/${show}/live.m3u8`,
  media: (show: string, epoch: string, file: string) => `/hls/${show}/${epoch}/${file}`,
  feed: (show: string) => `/feed/${show}`,
  ingest: (streamKey: string) => `/ingest/${streamKey}`,
  /** A replay's, as WebVTT. */
  captions: (captions: string) => `/api/captions/${captions}`,
  /** Widths are those of lib/catalog/model.ts. */
  picture: (picture: string, width: number) => `/pictures/${picture}/${width}.webp`,
  /** The door's own, as media are: the stand-in provider's pages on our address. */
  paymentsSandbox: () => '/payments-sandbox',
  stripeWebhook: () => '/api/stripe/webhook',
} as const

function query(values: Record<string, string | number | undefined>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) search.set(name, String(value))
  return search.size > 0 ? `?${search}` : ''
}
