-- AlterTable
ALTER TABLE "action_progress" ADD COLUMN     "answered_by" JSONB,
ADD COLUMN     "done_on" DATE;

-- AlterTable
ALTER TABLE "agency_contact" ADD COLUMN     "shared_inbox" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "working_days" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
ADD COLUMN     "works_from" TEXT,
ADD COLUMN     "works_to" TEXT;

-- AlterTable
ALTER TABLE "invitee" ADD COLUMN     "answered_by" JSONB,
ADD COLUMN     "bringing" TEXT,
ADD COLUMN     "need" TEXT NOT NULL DEFAULT 'useful',
ADD COLUMN     "response_note" TEXT,
ADD COLUMN     "stands_in_for_id" UUID,
ADD COLUMN     "to_bring" TEXT;

-- AlterTable
ALTER TABLE "letter" ADD COLUMN     "invitee_id" UUID,
ADD COLUMN     "meeting_id" UUID;

-- AlterTable
ALTER TABLE "mbe_request" ADD COLUMN     "mdt_tried" TEXT,
ADD COLUMN     "mdt_when" TEXT,
ADD COLUMN     "mdt_who_came" TEXT,
ADD COLUMN     "mdt_would_help" TEXT,
ADD COLUMN     "reason_thin" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "received_by" TEXT NOT NULL DEFAULT 'teams';

-- AlterTable
ALTER TABLE "meeting" ADD COLUMN     "calendar_invitees_revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "cancel_reason" TEXT,
ADD COLUMN     "invitees_revision" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "quorum" JSONB,
ADD COLUMN     "quorum_state" TEXT,
ADD COLUMN     "times_advice" JSONB;

-- AlterTable
ALTER TABLE "organisation" ADD COLUMN     "duty_email" TEXT,
ADD COLUMN     "manager_email" TEXT,
ADD COLUMN     "manager_name" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "interpreter" TEXT,
ADD COLUMN     "other_needs" TEXT,
ADD COLUMN     "phone_first" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "professional" ADD COLUMN     "confirmed_address" TEXT,
ALTER COLUMN "aad_object_id" DROP NOT NULL;

-- AlterTable
ALTER TABLE "proposed_time" ADD COLUMN     "quorate" TEXT NOT NULL DEFAULT 'maybe';

-- AlterTable
ALTER TABLE "team_todo" ADD COLUMN     "action_key" UUID,
ADD COLUMN     "question_id" UUID;

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "deadline" TIMESTAMPTZ(3) NOT NULL,
    "auto_book" BOOLEAN NOT NULL,
    "chosen_slot_id" UUID,
    "created_by_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal_slot" (
    "id" UUID NOT NULL,
    "proposal_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "proposal_slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slot_answer" (
    "slot_id" UUID NOT NULL,
    "invitee_id" UUID NOT NULL,
    "answer" TEXT NOT NULL,

    CONSTRAINT "slot_answer_pkey" PRIMARY KEY ("slot_id","invitee_id")
);

-- CreateTable
CREATE TABLE "proposal_answer" (
    "proposal_id" UUID NOT NULL,
    "invitee_id" UUID NOT NULL,
    "note" TEXT,
    "answered_by" JSONB,
    "professional_id" UUID,
    "answered_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "proposal_answer_pkey" PRIMARY KEY ("proposal_id","invitee_id")
);

-- CreateTable
CREATE TABLE "calendar_hold" (
    "id" UUID NOT NULL,
    "slot_id" UUID NOT NULL,
    "invitee_id" UUID NOT NULL,
    "mailbox" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "event_id" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "calendar_hold_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "advance_words" (
    "meeting_id" UUID NOT NULL,
    "invitee_id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "advance_words_pkey" PRIMARY KEY ("meeting_id","invitee_id")
);

-- CreateTable
CREATE TABLE "disclosure_decision" (
    "id" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "invitee_id" UUID NOT NULL,
    "basis" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "decided_by_id" UUID NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "disclosure_decision_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "disclosure" (
    "id" UUID NOT NULL,
    "event_key" TEXT NOT NULL,
    "meeting_id" UUID,
    "entry_id" UUID,
    "question_id" UUID,
    "invitee_id" UUID,
    "organisation_id" UUID,
    "address" TEXT,
    "what" TEXT[],
    "via" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "disclosure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "access_link" (
    "id" UUID NOT NULL,
    "secret_digest" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "target_id" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "access_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sign_in_code" (
    "id" UUID NOT NULL,
    "address" TEXT NOT NULL,
    "code_digest" TEXT,
    "browser_digest" TEXT NOT NULL,
    "tries" INTEGER NOT NULL DEFAULT 0,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sign_in_code_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "web_session" (
    "id" UUID NOT NULL,
    "secret_digest" TEXT NOT NULL,
    "professional_id" UUID NOT NULL,
    "remembered" BOOLEAN NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "web_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_question" (
    "id" UUID NOT NULL,
    "entry_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "due_day" DATE NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "service_question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_question_receiver" (
    "id" UUID NOT NULL,
    "question_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "offered" TEXT,
    "since" TEXT,
    "in_the_way" TEXT,
    "answered_by_id" UUID,
    "answered_by" JSONB,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "service_question_receiver_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mdt_choice" (
    "draft_id" UUID NOT NULL,
    "choice" TEXT NOT NULL,
    "by_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mdt_choice_pkey" PRIMARY KEY ("draft_id")
);

-- CreateIndex
CREATE INDEX "proposal_meeting_id_idx" ON "proposal"("meeting_id");

-- CreateIndex
CREATE INDEX "proposal_state_deadline_idx" ON "proposal"("state", "deadline");

-- CreateIndex
CREATE INDEX "proposal_slot_proposal_id_idx" ON "proposal_slot"("proposal_id");

-- CreateIndex
CREATE INDEX "slot_answer_invitee_id_idx" ON "slot_answer"("invitee_id");

-- CreateIndex
CREATE INDEX "calendar_hold_mailbox_starts_at_idx" ON "calendar_hold"("mailbox", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "calendar_hold_slot_id_invitee_id_key" ON "calendar_hold"("slot_id", "invitee_id");

-- CreateIndex
CREATE INDEX "disclosure_decision_meeting_id_idx" ON "disclosure_decision"("meeting_id");

-- CreateIndex
CREATE UNIQUE INDEX "disclosure_event_key_key" ON "disclosure"("event_key");

-- CreateIndex
CREATE INDEX "disclosure_meeting_id_idx" ON "disclosure"("meeting_id");

-- CreateIndex
CREATE INDEX "disclosure_entry_id_idx" ON "disclosure"("entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "access_link_secret_digest_key" ON "access_link"("secret_digest");

-- CreateIndex
CREATE INDEX "access_link_kind_target_id_idx" ON "access_link"("kind", "target_id");

-- CreateIndex
CREATE INDEX "access_link_expires_at_idx" ON "access_link"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "sign_in_code_browser_digest_key" ON "sign_in_code"("browser_digest");

-- CreateIndex
CREATE INDEX "sign_in_code_address_created_at_idx" ON "sign_in_code"("address", "created_at");

-- CreateIndex
CREATE INDEX "sign_in_code_expires_at_idx" ON "sign_in_code"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "web_session_secret_digest_key" ON "web_session"("secret_digest");

-- CreateIndex
CREATE INDEX "web_session_expires_at_idx" ON "web_session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "service_question_reference_key" ON "service_question"("reference");

-- CreateIndex
CREATE INDEX "service_question_entry_id_idx" ON "service_question"("entry_id");

-- CreateIndex
CREATE INDEX "service_question_receiver_email_idx" ON "service_question_receiver"("email");

-- CreateIndex
CREATE INDEX "service_question_receiver_state_idx" ON "service_question_receiver"("state");

-- CreateIndex
CREATE UNIQUE INDEX "service_question_receiver_question_id_organisation_id_key" ON "service_question_receiver"("question_id", "organisation_id");

-- CreateIndex
CREATE INDEX "mdt_choice_at_idx" ON "mdt_choice"("at");

-- CreateIndex
CREATE INDEX "invitee_email_idx" ON "invitee"("email");

-- CreateIndex
CREATE INDEX "letter_invitee_id_idx" ON "letter"("invitee_id");

-- CreateIndex
CREATE UNIQUE INDEX "professional_confirmed_address_key" ON "professional"("confirmed_address");

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_slot" ADD CONSTRAINT "proposal_slot_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slot_answer" ADD CONSTRAINT "slot_answer_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "proposal_slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "slot_answer" ADD CONSTRAINT "slot_answer_invitee_id_fkey" FOREIGN KEY ("invitee_id") REFERENCES "invitee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_answer" ADD CONSTRAINT "proposal_answer_proposal_id_fkey" FOREIGN KEY ("proposal_id") REFERENCES "proposal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal_answer" ADD CONSTRAINT "proposal_answer_invitee_id_fkey" FOREIGN KEY ("invitee_id") REFERENCES "invitee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "calendar_hold" ADD CONSTRAINT "calendar_hold_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "proposal_slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "advance_words" ADD CONSTRAINT "advance_words_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "disclosure_decision" ADD CONSTRAINT "disclosure_decision_meeting_id_fkey" FOREIGN KEY ("meeting_id") REFERENCES "meeting"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_question_receiver" ADD CONSTRAINT "service_question_receiver_question_id_fkey" FOREIGN KEY ("question_id") REFERENCES "service_question"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand: what the schema language cannot say.

-- Somebody is known by their Entra id or by an address they have confirmed, never by both: a code sent to an address gives
-- nobody the rights of a member of the team.
ALTER TABLE "professional"
  ADD CONSTRAINT "professional_known_by_one" CHECK (("aad_object_id" IS NULL) <> ("confirmed_address" IS NULL)),
  ADD CONSTRAINT "professional_address_small" CHECK ("confirmed_address" = lower("confirmed_address")),
  ADD CONSTRAINT "professional_team_in_teams" CHECK ("dsr_role" IS NULL OR "aad_object_id" IS NOT NULL);

-- Whoever was invited for an agency before roles had a need of their own was needed.
UPDATE "invitee" SET "need" = 'required' WHERE "kind" = 'agency';
ALTER TABLE "invitee"
  ADD CONSTRAINT "invitee_need" CHECK ("need" IN ('required', 'useful')),
  ADD CONSTRAINT "invitee_stands_in_for_another" CHECK ("stands_in_for_id" <> "id");
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_quorum_state" CHECK ("quorum_state" IN ('kept', 'lost'));
ALTER TABLE "proposed_time" ADD CONSTRAINT "proposed_time_quorate" CHECK ("quorate" IN ('yes', 'maybe', 'no'));
ALTER TABLE "mbe_request"
  ADD CONSTRAINT "mbe_request_mdt_tried" CHECK ("mdt_tried" IN ('yes', 'no')),
  ADD CONSTRAINT "mbe_request_received_by" CHECK ("received_by" IN ('teams', 'web', 'mail'));
ALTER TABLE "referral" DROP CONSTRAINT "referral_received_by";
ALTER TABLE "referral" ADD CONSTRAINT "referral_received_by" CHECK ("received_by" IN ('teams', 'phone', 'email', 'paper', 'web'));

-- One proposal at a time is open for a meeting: nobody is asked twice over.
CREATE UNIQUE INDEX "proposal_one_open" ON "proposal" ("meeting_id") WHERE "state" = 'open';
ALTER TABLE "proposal"
  ADD CONSTRAINT "proposal_state" CHECK ("state" IN ('open', 'chosen', 'closed', 'replaced', 'withdrawn')),
  ADD CONSTRAINT "proposal_chosen" CHECK (("state" = 'chosen') = ("chosen_slot_id" IS NOT NULL));
ALTER TABLE "proposal_slot" ADD CONSTRAINT "proposal_slot_has_a_time" CHECK ("ends_at" > "starts_at");
ALTER TABLE "slot_answer" ADD CONSTRAINT "slot_answer_answer" CHECK ("answer" IN ('yes', 'if-need-be', 'no'));
-- Whether somebody's address is invited to, or asked for, anything is looked up in small letters.
CREATE INDEX "invitee_email_small" ON "invitee" (lower("email"));
CREATE INDEX "service_question_receiver_email_small" ON "service_question_receiver" (lower("email"));
-- At most one decision a time lets an invitee know more.
CREATE UNIQUE INDEX "disclosure_decision_one_in_force" ON "disclosure_decision" ("meeting_id", "invitee_id") WHERE "ended_at" IS NULL;
ALTER TABLE "disclosure_decision" ADD CONSTRAINT "disclosure_decision_basis" CHECK ("basis" IN ('person-consents', 'clinical-lead'));
ALTER TABLE "disclosure" ADD CONSTRAINT "disclosure_via" CHECK ("via" IN ('mail', 'page', 'letter'));
CREATE TRIGGER "disclosure_not_overwritten" BEFORE UPDATE ON "disclosure"
  FOR EACH STATEMENT EXECUTE FUNCTION "history_is_not_overwritten"();
ALTER TABLE "access_link"
  ADD CONSTRAINT "access_link_kind" CHECK ("kind" IN ('meeting', 'action', 'question', 'consent', 'list')),
  ADD CONSTRAINT "access_link_target" CHECK (("kind" = 'list') = ("target_id" IS NULL)),
  ADD CONSTRAINT "access_link_address_small" CHECK ("address" = lower("address"));
ALTER TABLE "sign_in_code"
  ADD CONSTRAINT "sign_in_code_address_small" CHECK ("address" = lower("address")),
  ADD CONSTRAINT "sign_in_code_tries" CHECK ("tries" BETWEEN 0 AND 5);
ALTER TABLE "service_question_receiver"
  ADD CONSTRAINT "service_question_receiver_state" CHECK ("state" IN ('asked', 'answered', 'withdrawn')),
  ADD CONSTRAINT "service_question_receiver_answered" CHECK (("state" = 'answered') = ("answered_at" IS NOT NULL) AND ("state" <> 'answered' OR "offered" IS NOT NULL));
ALTER TABLE "mdt_choice" ADD CONSTRAINT "mdt_choice_choice" CHECK ("choice" IN ('mdt-invitation', 'go-on'));
