/** A text in the three languages of the shop. */
export type Localised = { zh: string; en: string; fr: string }

export type DemoCooperative = {
  slug: string
  name: Localised
  village: Localised
  county: Localised
  story: Localised
}

/** A member farmer whose goods are sold. `portrait` is a file in `pictures/`. */
export type DemoProducer = {
  slug: string
  name: Localised
  village: Localised
  story: Localised
  portrait: string
}

export type DemoAccountName = 'viewer' | 'host' | 'packer' | 'manager' | 'admin'

/** `role` is the role in the cooperative; `null` has none there. */
export type DemoPerson = {
  account: DemoAccountName
  mail: string
  name: Localised
  role: 'host' | 'packer' | 'manager' | null
  platformAdmin: boolean
  portrait: string | null
}

export type DemoCategory = { slug: string; name: Localised }

/** What is sold. `sku` is unique in the whole demo; prices are fen (1/100 yuan), weights grams as shipped. */
export type DemoVariant = {
  sku: string
  pack: Localised
  unit: 'crate' | 'bag' | 'box' | 'jar' | 'piece' | 'tin'
  priceFen: number
  shippingGrams: number
}

/** `picture` is a file in `pictures/`; `placeholder` is the colour shown until it is there. */
export type DemoProduct = {
  slug: string
  category: string
  title: Localised
  story: Localised
  picture: string
  placeholder: string
  alt: Localised
  variants: DemoVariant[]
}

/** One harvest batch. Days count back from the day of the seed; `bestBeforeDays` counts on from the harvest. */
export type DemoLot = {
  code: string
  producer: string
  sku: string
  quantity: number
  harvestedDaysAgo: number
  bestBeforeDays: number
  village: Localised
}

export type DemoProvince = { code: string; name: Localised; region: string }

/** A parcel of up to `upToGrams` costs `fen`. Steps rise; what is heavier than the last goes in more parcels. */
export type DemoRateStep = { upToGrams: number; fen: number }

export type DemoRegion = {
  slug: string
  name: Localised
  days: { from: number; to: number }
  steps: DemoRateStep[]
}

export type DemoCourier = { name: Localised; regions: DemoRegion[]; provinces: DemoProvince[] }

/** A product lined up for a show, with the price while it is on air for each variant. */
export type DemoListing = { product: string; onAirFen: Record<string, number> }

/** A product on air, in seconds from the start of the show. */
export type DemoPin = { product: string; fromSeconds: number; toSeconds: number }

export type DemoChatLine = { author: string; text: string }

/** A line of chat that fits one product, or any moment when `about` is null. */
export type DemoLiveLine = DemoChatLine & { about: string | null }

export type DemoReplayLine = DemoChatLine & { atSeconds: number }

/** When a show is: on air from the start, at an hour of a day in the cooperative's time zone, or whenever a video comes. */
export type DemoShowTime =
  | { state: 'live' }
  | { state: 'scheduled'; daysAhead: number; hour: number; minute: number }
  | { state: 'ended'; daysAgo: number; hour: number; minute: number; seconds: number }
  | { state: 'open' }

export type DemoShow = {
  slug: string
  title: Localised
  summary: Localised
  poster: string
  time: DemoShowTime
  listings: DemoListing[]
  pins: DemoPin[]
  chat: DemoReplayLine[]
}
