/** Payload `showId:number`: the feed of that show has come so far. */
export const FEED_CHANNEL = 'cunbo_feed'
/** Payload `variantId=available,…`: levels, for those who look at no show. */
export const LEVELS_CHANNEL = 'cunbo_levels'
