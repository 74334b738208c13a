import { builder } from '../builder.js';

export const AMOUNT = 'In đồng; of GOODS their estimated value in đồng, of LABOUR days. More than 0.';

export const PledgeInput = builder.inputType('PledgeInput', {
  fields: (t) => ({
    amount: t.field({ type: 'Decimal', required: true, description: AMOUNT }),
    quantity: t.field({ type: 'Decimal', required: false, description: 'Of GOODS, how many.' }),
    on: t.field({ type: 'Date', required: false, description: "Today where left out, or an ended tenant's last day." }),
  }),
});
export const GiftInput = builder.inputType('GiftInput', {
  fields: (t) => ({
    amount: t.field({ type: 'Decimal', required: true, description: AMOUNT }),
    quantity: t.field({ type: 'Decimal', required: false, description: 'Of GOODS, how many.' }),
    on: t.field({ type: 'Date', required: false, description: "Today where left out, or an ended tenant's last day." }),
    note: t.string({ required: false }),
  }),
});
