-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('HOST', 'ASSISTANT', 'PACKER', 'MANAGER');

-- CreateEnum
CREATE TYPE "ProductState" AS ENUM ('DRAFT', 'PUBLISHED');

-- CreateEnum
CREATE TYPE "LotState" AS ENUM ('EXPECTED', 'RECEIVED', 'OPEN', 'EXHAUSTED', 'WRITTEN_OFF');

-- CreateEnum
CREATE TYPE "MovementKind" AS ENUM ('RECEIPT', 'ADJUSTMENT', 'HOLD', 'RELEASE', 'SALE', 'RETURN', 'SPOILAGE', 'REGRADE', 'TRANSFER');

-- CreateEnum
CREATE TYPE "HoldState" AS ENUM ('HELD', 'SOLD', 'RELEASED');

-- CreateEnum
CREATE TYPE "EpochState" AS ENUM ('OPEN', 'CLOSED');

-- CreateEnum
CREATE TYPE "Container" AS ENUM ('FMP4', 'MPEGTS');

-- CreateEnum
CREATE TYPE "ShowState" AS ENUM ('SCHEDULED', 'LIVE', 'INTERRUPTED', 'ENDED', 'CANCELLED', 'STOPPED');

-- CreateEnum
CREATE TYPE "OrderState" AS ENUM ('HELD', 'RELEASED', 'PAID', 'PACKED', 'SHIPPED', 'DELIVERED', 'CANCELLED', 'REFUNDING', 'REFUNDED');

-- CreateEnum
CREATE TYPE "PaymentState" AS ENUM ('OPEN', 'SUCCEEDED', 'FAILED', 'EXPIRED', 'PARTLY_REFUNDED', 'REFUNDED');

-- CreateEnum
CREATE TYPE "RefundState" AS ENUM ('DUE', 'SENT', 'SUCCEEDED', 'FAILED');

-- CreateEnum
CREATE TYPE "ParcelState" AS ENUM ('PICKING', 'WEIGHED', 'PACKED', 'HANDED_OVER', 'DELIVERED', 'LOST');

-- CreateTable
CREATE TABLE "user" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email_proven_at" TIMESTAMPTZ(3),
    "password_hash" TEXT,
    "locale" TEXT NOT NULL DEFAULT 'zh',
    "platform_admin" BOOLEAN NOT NULL DEFAULT false,
    "demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "user_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "by_mail" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_code" (
    "id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "sign_in_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cooperative" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "name" JSONB NOT NULL,
    "story" JSONB NOT NULL,
    "village" JSONB NOT NULL,
    "county" JSONB NOT NULL,
    "currency" CHAR(3) NOT NULL DEFAULT 'cny',
    "region" TEXT NOT NULL DEFAULT 'southwest',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cooperative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "cooperative_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("cooperative_id","user_id","role")
);

-- CreateTable
CREATE TABLE "invitation" (
    "id" TEXT NOT NULL,
    "cooperative_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "invited_by_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_id" TEXT,
    "cooperative_id" TEXT,
    "action" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "request_id" TEXT NOT NULL,

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "producer" (
    "id" TEXT NOT NULL,
    "cooperative_id" TEXT NOT NULL,
    "user_id" TEXT,
    "name" TEXT NOT NULL,
    "village" JSONB NOT NULL,
    "story" JSONB NOT NULL,
    "portrait_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "producer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "picture" (
    "id" TEXT NOT NULL,
    "cooperative_id" TEXT,
    "width" INTEGER NOT NULL,
    "height" INTEGER NOT NULL,
    "color" TEXT NOT NULL,
    "alt" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "picture_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product" (
    "id" TEXT NOT NULL,
    "cooperative_id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "story" JSONB NOT NULL,
    "category" TEXT NOT NULL,
    "state" "ProductState" NOT NULL DEFAULT 'DRAFT',
    "search_text" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "product_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "product_picture" (
    "product_id" TEXT NOT NULL,
    "picture_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "product_picture_pkey" PRIMARY KEY ("product_id","picture_id")
);

-- CreateTable
CREATE TABLE "variant" (
    "id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "pack" JSONB NOT NULL,
    "unit" TEXT NOT NULL,
    "price" INTEGER NOT NULL,
    "weight_grams" INTEGER NOT NULL,
    "retired_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "variant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lot" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "cooperative_id" TEXT NOT NULL,
    "producer_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "state" "LotState" NOT NULL,
    "received" INTEGER NOT NULL,
    "remaining" INTEGER NOT NULL,
    "village" JSONB NOT NULL,
    "harvested_on" DATE NOT NULL,
    "best_before" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "lot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stock_level" (
    "variant_id" TEXT NOT NULL,
    "on_hand" INTEGER NOT NULL DEFAULT 0,
    "held" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "stock_level_pkey" PRIMARY KEY ("variant_id")
);

-- CreateTable
CREATE TABLE "stock_movement" (
    "id" BIGSERIAL NOT NULL,
    "variant_id" TEXT NOT NULL,
    "lot_id" TEXT,
    "kind" "MovementKind" NOT NULL,
    "on_hand" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "actor_id" TEXT,
    "cause" TEXT NOT NULL,
    "reason" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "stock_movement_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "hold" (
    "id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "quantity" INTEGER NOT NULL,
    "state" "HoldState" NOT NULL DEFAULT 'HELD',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stream_key" (
    "id" TEXT NOT NULL,
    "show_id" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),

    CONSTRAINT "stream_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "epoch" (
    "id" TEXT NOT NULL,
    "show_id" TEXT NOT NULL,
    "stream_key_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "encoder_name" TEXT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "state" "EpochState" NOT NULL DEFAULT 'OPEN',
    "container" "Container" NOT NULL,
    "clock_offset" BIGINT,
    "expected" INTEGER,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "epoch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "init_section" (
    "id" TEXT NOT NULL,
    "epoch_id" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "byte_length" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "init_section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "segment" (
    "id" TEXT NOT NULL,
    "show_id" TEXT NOT NULL,
    "epoch_id" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "number" INTEGER NOT NULL,
    "file" TEXT NOT NULL,
    "init_id" TEXT,
    "captured_at" TIMESTAMPTZ(3) NOT NULL,
    "duration_micros" INTEGER NOT NULL,
    "byte_length" INTEGER NOT NULL,
    "sha256" TEXT NOT NULL,
    "independent" BOOLEAN NOT NULL,
    "gap" BOOLEAN NOT NULL DEFAULT false,
    "received_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "show" (
    "id" TEXT NOT NULL,
    "slug" TEXT NOT NULL,
    "cooperative_id" TEXT NOT NULL,
    "host_id" TEXT NOT NULL,
    "title" JSONB NOT NULL,
    "story" JSONB NOT NULL,
    "poster_id" TEXT,
    "state" "ShowState" NOT NULL DEFAULT 'SCHEDULED',
    "scheduled_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "feed_number" INTEGER NOT NULL DEFAULT 0,
    "search_text" TEXT NOT NULL DEFAULT '',
    "replay_gone_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "show_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listing" (
    "id" TEXT NOT NULL,
    "show_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "listing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "listing_price" (
    "listing_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "price" INTEGER NOT NULL,

    CONSTRAINT "listing_price_pkey" PRIMARY KEY ("listing_id","variant_id")
);

-- CreateTable
CREATE TABLE "pin" (
    "id" TEXT NOT NULL,
    "show_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "from" TIMESTAMPTZ(3) NOT NULL,
    "to" TIMESTAMPTZ(3),
    "pinned_by_id" TEXT,

    CONSTRAINT "pin_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_message" (
    "id" TEXT NOT NULL,
    "show_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "nickname" TEXT NOT NULL,
    "part" TEXT NOT NULL DEFAULT 'viewer',
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "deleted_at" TIMESTAMPTZ(3),
    "deleted_by_id" TEXT,

    CONSTRAINT "chat_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "chat_mute" (
    "show_id" TEXT NOT NULL,
    "author_id" TEXT NOT NULL,
    "muted_by_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "chat_mute_pkey" PRIMARY KEY ("show_id","author_id")
);

-- CreateTable
CREATE TABLE "reminder" (
    "id" TEXT NOT NULL,
    "show_id" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart" (
    "id" TEXT NOT NULL,
    "guest_id" TEXT,
    "user_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cart_line" (
    "cart_id" TEXT NOT NULL,
    "variant_id" TEXT NOT NULL,
    "show_id" TEXT,
    "quantity" INTEGER NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cart_line_pkey" PRIMARY KEY ("cart_id","variant_id")
);

-- CreateTable
CREATE TABLE "courier_rate" (
    "cooperative_id" TEXT NOT NULL,
    "region" TEXT NOT NULL,
    "up_to_grams" INTEGER NOT NULL,
    "price" INTEGER NOT NULL,

    CONSTRAINT "courier_rate_pkey" PRIMARY KEY ("cooperative_id","region","up_to_grams")
);

-- CreateTable
CREATE TABLE "order" (
    "id" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "attempt_id" TEXT NOT NULL,
    "cooperative_id" TEXT NOT NULL,
    "buyer_id" TEXT,
    "state" "OrderState" NOT NULL DEFAULT 'HELD',
    "locale" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "address" JSONB NOT NULL,
    "currency" CHAR(3) NOT NULL,
    "goods" INTEGER NOT NULL,
    "shipping" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "weight_grams" INTEGER NOT NULL,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "paid_at" TIMESTAMPTZ(3),
    "packed_at" TIMESTAMPTZ(3),
    "shipped_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "ended_reason" TEXT,
    "payment_id" TEXT,
    "search_text" TEXT NOT NULL DEFAULT '',

    CONSTRAINT "order_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_line" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "variant_id" TEXT NOT NULL,
    "product_id" TEXT NOT NULL,
    "show_id" TEXT,
    "title" JSONB NOT NULL,
    "pack" JSONB NOT NULL,
    "unit_price" INTEGER NOT NULL,
    "quantity" INTEGER NOT NULL,
    "total" INTEGER NOT NULL,
    "weight_grams" INTEGER NOT NULL,

    CONSTRAINT "order_line_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "payment" (
    "id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 1,
    "state" "PaymentState" NOT NULL DEFAULT 'OPEN',
    "currency" CHAR(3) NOT NULL,
    "amount" INTEGER NOT NULL,
    "refunded" INTEGER NOT NULL DEFAULT 0,
    "request" JSONB NOT NULL,
    "session_id" TEXT,
    "intent_id" TEXT,
    "url" TEXT,
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3),
    "checked_at" TIMESTAMPTZ(3),
    "succeeded_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "payment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "provider_event" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "applied_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refund" (
    "id" TEXT NOT NULL,
    "payment_id" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "cause_key" TEXT NOT NULL,
    "amount" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "state" "RefundState" NOT NULL DEFAULT 'DUE',
    "provider_id" TEXT,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "next_try_at" TIMESTAMPTZ(3),
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "refund_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "parcel" (
    "id" TEXT NOT NULL,
    "order_id" TEXT NOT NULL,
    "state" "ParcelState" NOT NULL,
    "courier" TEXT,
    "tracking_number" TEXT,
    "packed_by_id" TEXT,
    "packed_at" TIMESTAMPTZ(3),
    "handed_over_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),

    CONSTRAINT "parcel_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" BIGSERIAL NOT NULL,
    "type" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "request_id" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "feed_event" (
    "show_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "event" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "feed_event_pkey" PRIMARY KEY ("show_id","number")
);

-- CreateTable
CREATE TABLE "presence" (
    "door_id" TEXT NOT NULL,
    "show_id" TEXT NOT NULL,
    "viewers" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "presence_pkey" PRIMARY KEY ("show_id","door_id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" TEXT NOT NULL,
    "to" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "cause_key" TEXT NOT NULL,
    "opens_door" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "tries" INTEGER NOT NULL DEFAULT 0,
    "next_try_at" TIMESTAMPTZ(3),
    "failure" TEXT,

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "user_email_key" ON "user"("email");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "sign_in_code_email_created_at_idx" ON "sign_in_code"("email", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "cooperative_slug_key" ON "cooperative"("slug");

-- CreateIndex
CREATE INDEX "membership_user_id_idx" ON "membership"("user_id");

-- CreateIndex
CREATE INDEX "invitation_cooperative_id_created_at_idx" ON "invitation"("cooperative_id", "created_at");

-- CreateIndex
CREATE INDEX "audit_entry_cooperative_id_at_idx" ON "audit_entry"("cooperative_id", "at" DESC);

-- CreateIndex
CREATE INDEX "producer_cooperative_id_idx" ON "producer"("cooperative_id");

-- CreateIndex
CREATE UNIQUE INDEX "product_slug_key" ON "product"("slug");

-- CreateIndex
CREATE INDEX "product_cooperative_id_id_idx" ON "product"("cooperative_id", "id");

-- CreateIndex
CREATE INDEX "product_state_created_at_idx" ON "product"("state", "created_at");

-- CreateIndex
CREATE INDEX "variant_product_id_position_idx" ON "variant"("product_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "lot_code_key" ON "lot"("code");

-- CreateIndex
CREATE INDEX "lot_variant_id_state_best_before_idx" ON "lot"("variant_id", "state", "best_before");

-- CreateIndex
CREATE INDEX "lot_cooperative_id_id_idx" ON "lot"("cooperative_id", "id");

-- CreateIndex
CREATE INDEX "stock_movement_variant_id_id_idx" ON "stock_movement"("variant_id", "id" DESC);

-- CreateIndex
CREATE INDEX "stock_movement_cause_idx" ON "stock_movement"("cause");

-- CreateIndex
CREATE UNIQUE INDEX "hold_reference_variant_id_key" ON "hold"("reference", "variant_id");

-- CreateIndex
CREATE UNIQUE INDEX "stream_key_key_hash_key" ON "stream_key"("key_hash");

-- CreateIndex
CREATE INDEX "stream_key_show_id_idx" ON "stream_key"("show_id");

-- CreateIndex
CREATE UNIQUE INDEX "epoch_show_id_name_key" ON "epoch"("show_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "epoch_show_id_ordinal_key" ON "epoch"("show_id", "ordinal");

-- CreateIndex
CREATE UNIQUE INDEX "init_section_epoch_id_file_key" ON "init_section"("epoch_id", "file");

-- CreateIndex
CREATE UNIQUE INDEX "segment_show_id_sequence_key" ON "segment"("show_id", "sequence");

-- CreateIndex
CREATE UNIQUE INDEX "segment_epoch_id_number_key" ON "segment"("epoch_id", "number");

-- CreateIndex
CREATE INDEX "segment_init_id_idx" ON "segment"("init_id");

-- CreateIndex
CREATE UNIQUE INDEX "show_slug_key" ON "show"("slug");

-- CreateIndex
CREATE INDEX "show_state_scheduled_at_idx" ON "show"("state", "scheduled_at");

-- CreateIndex
CREATE INDEX "show_cooperative_id_scheduled_at_idx" ON "show"("cooperative_id", "scheduled_at");

-- CreateIndex
CREATE UNIQUE INDEX "listing_show_id_product_id_key" ON "listing"("show_id", "product_id");

-- CreateIndex
CREATE INDEX "pin_show_id_from_idx" ON "pin"("show_id", "from");

-- CreateIndex
CREATE INDEX "chat_message_show_id_id_idx" ON "chat_message"("show_id", "id");

-- CreateIndex
CREATE INDEX "chat_message_show_id_author_id_id_idx" ON "chat_message"("show_id", "author_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_show_id_email_key" ON "reminder"("show_id", "email");

-- CreateIndex
CREATE UNIQUE INDEX "cart_guest_id_key" ON "cart"("guest_id");

-- CreateIndex
CREATE UNIQUE INDEX "cart_user_id_key" ON "cart"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_number_key" ON "order"("number");

-- CreateIndex
CREATE UNIQUE INDEX "order_attempt_id_key" ON "order"("attempt_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_payment_id_key" ON "order"("payment_id");

-- CreateIndex
CREATE INDEX "order_cooperative_id_state_id_idx" ON "order"("cooperative_id", "state", "id");

-- CreateIndex
CREATE INDEX "order_cooperative_id_id_idx" ON "order"("cooperative_id", "id");

-- CreateIndex
CREATE INDEX "order_buyer_id_id_idx" ON "order"("buyer_id", "id");

-- CreateIndex
CREATE INDEX "order_state_deadline_idx" ON "order"("state", "deadline");

-- CreateIndex
CREATE INDEX "order_line_show_id_order_id_idx" ON "order_line"("show_id", "order_id");

-- CreateIndex
CREATE INDEX "order_line_product_id_order_id_idx" ON "order_line"("product_id", "order_id");

-- CreateIndex
CREATE UNIQUE INDEX "order_line_order_id_position_key" ON "order_line"("order_id", "position");

-- CreateIndex
CREATE UNIQUE INDEX "payment_session_id_key" ON "payment"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "payment_intent_id_key" ON "payment"("intent_id");

-- CreateIndex
CREATE INDEX "payment_state_created_at_idx" ON "payment"("state", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "payment_reference_attempt_key" ON "payment"("reference", "attempt");

-- CreateIndex
CREATE INDEX "provider_event_applied_at_received_at_idx" ON "provider_event"("applied_at", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "refund_cause_key_key" ON "refund"("cause_key");

-- CreateIndex
CREATE UNIQUE INDEX "refund_provider_id_key" ON "refund"("provider_id");

-- CreateIndex
CREATE INDEX "refund_state_next_try_at_idx" ON "refund"("state", "next_try_at");

-- CreateIndex
CREATE INDEX "refund_reference_idx" ON "refund"("reference");

-- CreateIndex
CREATE INDEX "refund_payment_id_idx" ON "refund"("payment_id");

-- CreateIndex
CREATE INDEX "parcel_order_id_idx" ON "parcel"("order_id");

-- CreateIndex
CREATE INDEX "feed_event_at_idx" ON "feed_event"("at");

-- CreateIndex
CREATE UNIQUE INDEX "mail_cause_key_key" ON "mail"("cause_key");

-- CreateIndex
CREATE INDEX "mail_created_at_idx" ON "mail"("created_at" DESC);

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_cooperative_id_fkey" FOREIGN KEY ("cooperative_id") REFERENCES "cooperative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitation" ADD CONSTRAINT "invitation_cooperative_id_fkey" FOREIGN KEY ("cooperative_id") REFERENCES "cooperative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "producer" ADD CONSTRAINT "producer_cooperative_id_fkey" FOREIGN KEY ("cooperative_id") REFERENCES "cooperative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "producer" ADD CONSTRAINT "producer_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product" ADD CONSTRAINT "product_cooperative_id_fkey" FOREIGN KEY ("cooperative_id") REFERENCES "cooperative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "product_picture" ADD CONSTRAINT "product_picture_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "variant" ADD CONSTRAINT "variant_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_producer_id_fkey" FOREIGN KEY ("producer_id") REFERENCES "producer"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "lot" ADD CONSTRAINT "lot_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_level" ADD CONSTRAINT "stock_level_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "stock_movement" ADD CONSTRAINT "stock_movement_lot_id_fkey" FOREIGN KEY ("lot_id") REFERENCES "lot"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "hold" ADD CONSTRAINT "hold_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "init_section" ADD CONSTRAINT "init_section_epoch_id_fkey" FOREIGN KEY ("epoch_id") REFERENCES "epoch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment" ADD CONSTRAINT "segment_epoch_id_fkey" FOREIGN KEY ("epoch_id") REFERENCES "epoch"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment" ADD CONSTRAINT "segment_init_id_fkey" FOREIGN KEY ("init_id") REFERENCES "init_section"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "show" ADD CONSTRAINT "show_cooperative_id_fkey" FOREIGN KEY ("cooperative_id") REFERENCES "cooperative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "show" ADD CONSTRAINT "show_host_id_fkey" FOREIGN KEY ("host_id") REFERENCES "user"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_show_id_fkey" FOREIGN KEY ("show_id") REFERENCES "show"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing" ADD CONSTRAINT "listing_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_price" ADD CONSTRAINT "listing_price_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_price" ADD CONSTRAINT "listing_price_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pin" ADD CONSTRAINT "pin_show_id_fkey" FOREIGN KEY ("show_id") REFERENCES "show"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pin" ADD CONSTRAINT "pin_product_id_fkey" FOREIGN KEY ("product_id") REFERENCES "product"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_show_id_fkey" FOREIGN KEY ("show_id") REFERENCES "show"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "chat_mute" ADD CONSTRAINT "chat_mute_show_id_fkey" FOREIGN KEY ("show_id") REFERENCES "show"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_show_id_fkey" FOREIGN KEY ("show_id") REFERENCES "show"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_cart_id_fkey" FOREIGN KEY ("cart_id") REFERENCES "cart"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "courier_rate" ADD CONSTRAINT "courier_rate_cooperative_id_fkey" FOREIGN KEY ("cooperative_id") REFERENCES "cooperative"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order" ADD CONSTRAINT "order_cooperative_id_fkey" FOREIGN KEY ("cooperative_id") REFERENCES "cooperative"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_variant_id_fkey" FOREIGN KEY ("variant_id") REFERENCES "variant"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refund" ADD CONSTRAINT "refund_payment_id_fkey" FOREIGN KEY ("payment_id") REFERENCES "payment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "parcel" ADD CONSTRAINT "parcel_order_id_fkey" FOREIGN KEY ("order_id") REFERENCES "order"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- CreateTable
CREATE TABLE "rate_limit" (
    "key" VARCHAR(255) NOT NULL,
    "points" INTEGER NOT NULL DEFAULT 0,
    "expire" BIGINT,

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- What the database itself refuses (docs: states and invariants).

ALTER TABLE "stock_level"
  ADD CONSTRAINT "stock_never_lies" CHECK ("on_hand" >= 0 AND "held" >= 0 AND "held" <= "on_hand");

ALTER TABLE "lot"
  ADD CONSTRAINT "lot_counts" CHECK ("received" >= 0 AND "remaining" >= 0);

ALTER TABLE "stock_movement"
  ADD CONSTRAINT "movement_fits_its_kind" CHECK (
    CASE "kind"
      WHEN 'RECEIPT'  THEN "on_hand" > 0 AND "held" = 0
      WHEN 'RETURN'   THEN "on_hand" > 0 AND "held" = 0
      WHEN 'SPOILAGE' THEN "on_hand" < 0 AND "held" = 0
      WHEN 'HOLD'     THEN "on_hand" = 0 AND "held" > 0
      WHEN 'RELEASE'  THEN "on_hand" = 0 AND "held" < 0
      WHEN 'SALE'     THEN "on_hand" < 0 AND "held" = "on_hand"
      ELSE "on_hand" <> 0 AND "held" = 0
    END
  ),
  ADD CONSTRAINT "adjustment_has_a_reason" CHECK ("kind" <> 'ADJUSTMENT' OR length("reason") > 0);

ALTER TABLE "hold"
  ADD CONSTRAINT "hold_quantity" CHECK ("quantity" > 0),
  ADD CONSTRAINT "hold_ends_once" CHECK (("state" = 'HELD') = ("ended_at" IS NULL));

CREATE INDEX "hold_open" ON "hold" ("variant_id") WHERE "state" = 'HELD';

ALTER TABLE "variant"
  ADD CONSTRAINT "variant_price_and_weight" CHECK ("price" > 0 AND "weight_grams" > 0);
ALTER TABLE "listing_price" ADD CONSTRAINT "listing_price_positive" CHECK ("price" > 0);
ALTER TABLE "courier_rate" ADD CONSTRAINT "courier_rate_sane" CHECK ("price" >= 0 AND "up_to_grams" > 0);
ALTER TABLE "cart_line" ADD CONSTRAINT "cart_line_quantity" CHECK ("quantity" BETWEEN 1 AND 999);
ALTER TABLE "cart"
  ADD CONSTRAINT "cart_has_one_owner" CHECK (("guest_id" IS NULL) <> ("user_id" IS NULL));

ALTER TABLE "order"
  ADD CONSTRAINT "order_adds_up" CHECK ("goods" >= 0 AND "shipping" >= 0 AND "total" = "goods" + "shipping"),
  ADD CONSTRAINT "order_names_its_money" CHECK (("state" IN ('HELD', 'RELEASED')) = ("payment_id" IS NULL));
ALTER TABLE "order_line"
  ADD CONSTRAINT "order_line_adds_up" CHECK ("quantity" > 0 AND "unit_price" >= 0 AND "total" = "unit_price" * "quantity");

ALTER TABLE "payment"
  ADD CONSTRAINT "payment_amounts" CHECK ("amount" > 0 AND "refunded" BETWEEN 0 AND "amount");
-- At most one link at a time on which a buyer can pay for the same thing.
CREATE UNIQUE INDEX "payment_one_open" ON "payment" ("reference") WHERE "state" = 'OPEN';
ALTER TABLE "refund" ADD CONSTRAINT "refund_amount" CHECK ("amount" > 0);

ALTER TABLE "pin" ADD CONSTRAINT "pin_runs_forward" CHECK ("to" IS NULL OR "to" >= "from");
CREATE INDEX "pin_open" ON "pin" ("show_id") WHERE "to" IS NULL;

-- One encoder at a time.
CREATE UNIQUE INDEX "epoch_one_open" ON "epoch" ("show_id") WHERE "state" = 'OPEN';
ALTER TABLE "segment"
  ADD CONSTRAINT "segment_sane" CHECK ("sequence" >= 0 AND "number" >= 0 AND "duration_micros" > 0 AND "byte_length" >= 0);

-- One live code, one open invitation for an address.
CREATE UNIQUE INDEX "sign_in_code_one_live" ON "sign_in_code" ("email") WHERE "ended_at" IS NULL;
CREATE UNIQUE INDEX "invitation_one_open" ON "invitation" ("cooperative_id", "email")
  WHERE "accepted_at" IS NULL AND "revoked_at" IS NULL;
CREATE INDEX "mail_due" ON "mail" ("created_at") WHERE "sent_at" IS NULL;

-- Ledgers are append-only.
CREATE FUNCTION "refuse_change"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER "stock_movement_append_only" BEFORE UPDATE OR DELETE ON "stock_movement"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
CREATE TRIGGER "audit_entry_append_only" BEFORE UPDATE OR DELETE ON "audit_entry"
  FOR EACH ROW EXECUTE FUNCTION "refuse_change"();
