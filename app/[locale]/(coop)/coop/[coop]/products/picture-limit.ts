/** A long evening of photographs; each costs the machine half a second. */
export const PICTURE_LIMIT = { name: 'picture', points: 240, seconds: 3600, by: 'actor' } as const
