export interface FulfilmentEvent {
  readonly type: 'fulfilment.packed' | 'fulfilment.shipped' | 'fulfilment.delivered'
  readonly orderId: string
  readonly parcelId: string
}
