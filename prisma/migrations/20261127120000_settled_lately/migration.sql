-- CreateIndex
CREATE INDEX "payment_state_succeeded_at_idx" ON "payment"("state", "succeeded_at");

-- CreateIndex
CREATE INDEX "refund_settled_at_idx" ON "refund"("settled_at");
