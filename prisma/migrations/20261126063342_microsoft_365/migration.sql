-- AlterTable
ALTER TABLE "delivery" ADD COLUMN     "bounce_code" TEXT,
ADD COLUMN     "bounced_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "invitee" ADD COLUMN     "proposed_ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "proposed_starts_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "mbe_request" ADD COLUMN     "mailed_message_id" UUID,
ADD COLUMN     "on_behalf_of" TEXT,
ADD COLUMN     "said_in_mail" TEXT;

-- AlterTable
ALTER TABLE "meeting" ADD COLUMN     "calendar_answers_from" TIMESTAMPTZ(3),
ADD COLUMN     "calendar_asked" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "calendar_ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "calendar_seen_at" TIMESTAMPTZ(3),
ADD COLUMN     "calendar_starts_at" TIMESTAMPTZ(3),
ADD COLUMN     "hide_attendees" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "team_todo" ADD COLUMN     "ends_at" TIMESTAMPTZ(3),
ADD COLUMN     "starts_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "service_question_receiver" ADD COLUMN     "answered_via" TEXT;

-- CreateTable
CREATE TABLE "mailed_message" (
    "id" UUID NOT NULL,
    "mailbox_id" TEXT NOT NULL,
    "message_id" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "because" TEXT,
    "sender_name" TEXT,
    "sender_address" TEXT,
    "sender_checked" BOOLEAN NOT NULL DEFAULT false,
    "subject" TEXT,
    "text" TEXT,
    "understood" JSONB,
    "attachments" INTEGER NOT NULL DEFAULT 0,
    "question_receiver_id" UUID,
    "delivery_id" UUID,
    "handled_by_id" UUID,
    "handled_at" TIMESTAMPTZ(3),
    "handled_note" TEXT,
    "moved_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mailed_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "read_position" (
    "name" TEXT NOT NULL,
    "position" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "read_position_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "graph_subscription" (
    "subject" TEXT NOT NULL,
    "subscription_id" TEXT,
    "client_state_digest" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "notified_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "graph_subscription_pkey" PRIMARY KEY ("subject")
);

-- CreateTable
CREATE TABLE "outage" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "told_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "outage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "mailed_message_mailbox_id_key" ON "mailed_message"("mailbox_id");

-- CreateIndex
CREATE INDEX "mailed_message_message_id_idx" ON "mailed_message"("message_id");

-- CreateIndex
CREATE INDEX "mailed_message_state_received_at_idx" ON "mailed_message"("state", "received_at");

-- CreateIndex
CREATE INDEX "mailed_message_sender_address_received_at_idx" ON "mailed_message"("sender_address", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "graph_subscription_subscription_id_key" ON "graph_subscription"("subscription_id");

-- CreateIndex
CREATE INDEX "outage_kind_since_idx" ON "outage"("kind", "since");

-- CreateIndex
CREATE INDEX "meeting_calendar_event_id_idx" ON "meeting"("calendar_event_id");

-- CreateIndex
CREATE INDEX "delivery_message_id_idx" ON "delivery"("message_id");

-- CreateIndex
CREATE INDEX "mbe_request_mailed_message_id_idx" ON "mbe_request"("mailed_message_id");

-- AddForeignKey
ALTER TABLE "mbe_request" ADD CONSTRAINT "mbe_request_mailed_message_id_fkey" FOREIGN KEY ("mailed_message_id") REFERENCES "mailed_message"("id") ON DELETE SET NULL ON UPDATE CASCADE;

ALTER TABLE "mailed_message"
  ADD CONSTRAINT "mailed_message_state" CHECK ("state" IN ('received', 'request-made', 'draft-kept', 'question-answered', 'bounce-noted', 'left-alone', 'to-triage', 'triaged')),
  ADD CONSTRAINT "mailed_message_sender" CHECK ("sender_address" = lower("sender_address")),
  ADD CONSTRAINT "mailed_message_attachments" CHECK ("attachments" >= 0);
ALTER TABLE "read_position" ADD CONSTRAINT "read_position_name" CHECK ("name" IN ('inbox', 'calendar', 'dsr-team'));
ALTER TABLE "graph_subscription" ADD CONSTRAINT "graph_subscription_subject" CHECK ("subject" IN ('events', 'inbox'));
ALTER TABLE "outage" ADD CONSTRAINT "outage_kind" CHECK ("kind" IN ('calendar', 'mail'));
-- Of each kind one at a time: two processes that notice the same one begin one between them.
CREATE UNIQUE INDEX "outage_open" ON "outage" ("kind") WHERE "ended_at" IS NULL;
ALTER TABLE "invitee" ADD CONSTRAINT "invitee_proposed" CHECK (("proposed_starts_at" IS NULL) = ("proposed_ends_at" IS NULL));
-- A meeting that was in the calendar before it kept this: nobody has edited it there, since nobody else could write into it.
UPDATE "meeting" SET "calendar_starts_at" = "starts_at", "calendar_ends_at" = "ends_at",
  "calendar_answers_from" = "booked_at", "calendar_seen_at" = "booked_at" WHERE "calendar_event_id" IS NOT NULL;
ALTER TABLE "team_todo" ADD CONSTRAINT "team_todo_time" CHECK (("starts_at" IS NULL) = ("ends_at" IS NULL));
ALTER TABLE "service_question_receiver" ADD CONSTRAINT "service_question_receiver_answered_via" CHECK ("answered_via" IN ('page', 'email'));
UPDATE "service_question_receiver" SET "answered_via" = 'page' WHERE "answered_at" IS NOT NULL;
-- What only an email can leave open, only a request that came as one leaves open; and whoever is not asked yet is not invited.
ALTER TABLE "mbe_request"
  ADD CONSTRAINT "mbe_request_individual_answer" CHECK ("individual_answer" IN ('invite', 'do-not-invite') OR ("individual_answer" = 'not-said' AND "received_by" = 'mail')),
  ADD CONSTRAINT "mbe_request_carer_answer" CHECK ("carer_answer" IN ('invite', 'do-not-invite') OR ("carer_answer" = 'not-said' AND "received_by" = 'mail'));
-- A link to a draft that was made of an email.
ALTER TABLE "access_link" DROP CONSTRAINT "access_link_kind";
ALTER TABLE "access_link" ADD CONSTRAINT "access_link_kind" CHECK ("kind" IN ('meeting', 'action', 'question', 'consent', 'draft', 'list'));
