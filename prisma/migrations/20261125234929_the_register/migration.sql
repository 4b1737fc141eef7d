-- AlterTable
ALTER TABLE "mbe_request" ADD COLUMN     "basis_ended_at" TIMESTAMPTZ(3),
ADD COLUMN     "basis_ended_because" TEXT;

-- AlterTable
ALTER TABLE "meeting" ADD COLUMN     "entry_id" UUID,
ADD COLUMN     "reference" TEXT;

-- AlterTable
ALTER TABLE "person" ADD COLUMN     "contact_detail" TEXT,
ADD COLUMN     "contact_format" TEXT,
ADD COLUMN     "contact_via" TEXT,
ADD COLUMN     "dsr_reference" TEXT,
ADD COLUMN     "residence" TEXT;

-- AlterTable
ALTER TABLE "team_todo" ADD COLUMN     "entry_id" UUID,
ADD COLUMN     "letter_id" UUID,
ADD COLUMN     "referral_id" UUID;

-- CreateTable
CREATE TABLE "action_progress" (
    "action_key" UUID NOT NULL,
    "meeting_id" UUID NOT NULL,
    "state" TEXT NOT NULL,
    "note" TEXT,
    "recorded_by_id" UUID,
    "recorded_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "action_progress_pkey" PRIMARY KEY ("action_key")
);

-- CreateTable
CREATE TABLE "representative" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "relation" TEXT NOT NULL,
    "contact_via" TEXT,
    "contact_detail" TEXT,
    "contact_format" TEXT,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "representative_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "key_professional" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "job_role" TEXT,
    "organisation" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "lead" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL DEFAULT 0,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "key_professional_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral" (
    "id" UUID NOT NULL,
    "reference" TEXT,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "route" TEXT,
    "entered_by_id" UUID NOT NULL,
    "owner_id" UUID,
    "person_id" UUID,
    "typed" JSONB,
    "received_on" DATE,
    "received_by" TEXT,
    "contact_name" TEXT,
    "contact_relation" TEXT,
    "contact_via" TEXT,
    "contact_detail" TEXT,
    "locality" TEXT,
    "eligibility" JSONB,
    "current_issues" TEXT,
    "escalation_risk" TEXT,
    "what_was_tried" TEXT,
    "what_could_help" TEXT,
    "action_plan" TEXT,
    "suggested_rating" TEXT,
    "support_tool" JSONB,
    "urgent" BOOLEAN NOT NULL DEFAULT false,
    "urgent_because" TEXT[],
    "policy_version" TEXT,
    "submitted_at" TIMESTAMPTZ(3),
    "reviewers" JSONB,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by_id" UUID,
    "decision_reason" TEXT,
    "decision_note" TEXT,
    "what_else_helps" TEXT,
    "rating" TEXT,
    "end_note" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "referral_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referral_question" (
    "id" UUID NOT NULL,
    "referral_id" UUID NOT NULL,
    "question" TEXT NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "pauses_clock" BOOLEAN NOT NULL,
    "answer" TEXT,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "referral_question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register_entry" (
    "id" UUID NOT NULL,
    "person_id" UUID NOT NULL,
    "referral_id" UUID,
    "version" INTEGER NOT NULL DEFAULT 0,
    "from_day" DATE NOT NULL,
    "to_day" DATE,
    "end_reason" TEXT,
    "locality" TEXT NOT NULL,
    "date_of_birth" DATE,
    "rating" TEXT NOT NULL,
    "rating_rank" INTEGER NOT NULL,
    "rating_since" DATE NOT NULL,
    "setting" TEXT NOT NULL,
    "setting_since" DATE NOT NULL,
    "last_discussed" DATE,
    "consent_until" DATE,
    "next_due" DATE,
    "policy_version" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "register_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register_event" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "entry_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "detail" JSONB NOT NULL,
    "note" TEXT,
    "meeting_id" UUID,
    "by_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "policy_version" TEXT NOT NULL,

    CONSTRAINT "register_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent_event" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "person_id" UUID NOT NULL,
    "referral_id" UUID,
    "kind" TEXT NOT NULL,
    "day" DATE NOT NULL,
    "route" TEXT,
    "consenter_name" TEXT,
    "form" TEXT,
    "scope" TEXT[],
    "evidence" TEXT,
    "information_format" TEXT,
    "capacity_assessed_on" DATE,
    "decided_by" TEXT,
    "consulted" TEXT,
    "person_view" TEXT,
    "note" TEXT,
    "by_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "policy_version" TEXT NOT NULL,

    CONSTRAINT "consent_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "clock" (
    "subject_id" UUID NOT NULL,
    "subject" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "due_day" DATE NOT NULL,
    "nature" TEXT NOT NULL,
    "start_day" DATE NOT NULL,
    "start_event_id" UUID,
    "paused_since" DATE,
    "policy_version" TEXT NOT NULL,

    CONSTRAINT "clock_pkey" PRIMARY KEY ("subject_id","kind")
);

-- CreateTable
CREATE TABLE "letter" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "event_key" TEXT NOT NULL,
    "referral_id" UUID,
    "person_id" UUID,
    "entry_id" UUID,
    "receiver" TEXT NOT NULL,
    "receiver_name" TEXT NOT NULL,
    "via" TEXT NOT NULL,
    "address" TEXT,
    "format" TEXT NOT NULL,
    "state" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    "facts" JSONB NOT NULL,
    "own_words" TEXT,
    "released_text" TEXT,
    "released_by_id" UUID,
    "released_at" TIMESTAMPTZ(3),
    "told_on" DATE,
    "told_how" TEXT,
    "told_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "letter_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "register_enquiry" (
    "id" UUID NOT NULL,
    "asked_by_id" UUID NOT NULL,
    "person_name" TEXT NOT NULL,
    "name_key" TEXT NOT NULL,
    "date_of_birth" DATE,
    "nhs_number" TEXT,
    "why" TEXT NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT,
    "note" TEXT,
    "answered_by_id" UUID,
    "answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "register_enquiry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "senior_manager" (
    "id" UUID NOT NULL,
    "sector" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "senior_manager_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "action_progress_meeting_id_idx" ON "action_progress"("meeting_id");

-- CreateIndex
CREATE INDEX "representative_person_id_idx" ON "representative"("person_id");

-- CreateIndex
CREATE INDEX "key_professional_person_id_idx" ON "key_professional"("person_id");

-- CreateIndex
CREATE INDEX "key_professional_name_key_idx" ON "key_professional"("name_key");

-- CreateIndex
CREATE UNIQUE INDEX "referral_reference_key" ON "referral"("reference");

-- CreateIndex
CREATE INDEX "referral_entered_by_id_updated_at_idx" ON "referral"("entered_by_id", "updated_at");

-- CreateIndex
CREATE INDEX "referral_state_received_on_idx" ON "referral"("state", "received_on");

-- CreateIndex
CREATE INDEX "referral_person_id_idx" ON "referral"("person_id");

-- CreateIndex
CREATE INDEX "referral_question_referral_id_idx" ON "referral_question"("referral_id");

-- CreateIndex
CREATE INDEX "register_entry_person_id_idx" ON "register_entry"("person_id");

-- CreateIndex
CREATE INDEX "register_event_entry_id_day_seq_idx" ON "register_event"("entry_id", "day", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "register_event_meeting_id_kind_key" ON "register_event"("meeting_id", "kind");

-- CreateIndex
CREATE INDEX "consent_event_person_id_day_seq_idx" ON "consent_event"("person_id", "day", "seq");

-- CreateIndex
CREATE INDEX "clock_nature_due_day_subject_id_idx" ON "clock"("nature", "due_day", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "letter_event_key_key" ON "letter"("event_key");

-- CreateIndex
CREATE INDEX "letter_referral_id_idx" ON "letter"("referral_id");

-- CreateIndex
CREATE INDEX "letter_state_created_at_idx" ON "letter"("state", "created_at");

-- CreateIndex
CREATE INDEX "letter_person_id_idx" ON "letter"("person_id");

-- CreateIndex
CREATE INDEX "register_enquiry_answered_at_asked_at_idx" ON "register_enquiry"("answered_at", "asked_at");

-- CreateIndex
CREATE INDEX "register_enquiry_asked_by_id_idx" ON "register_enquiry"("asked_by_id");

-- CreateIndex
CREATE UNIQUE INDEX "senior_manager_email_key" ON "senior_manager"("email");

-- CreateIndex
CREATE UNIQUE INDEX "meeting_reference_key" ON "meeting"("reference");

-- CreateIndex
CREATE INDEX "meeting_entry_id_idx" ON "meeting"("entry_id");

-- CreateIndex
CREATE UNIQUE INDEX "person_dsr_reference_key" ON "person"("dsr_reference");

-- AddForeignKey
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "register_entry"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "representative" ADD CONSTRAINT "representative_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "key_professional" ADD CONSTRAINT "key_professional_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral_question" ADD CONSTRAINT "referral_question_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_entry" ADD CONSTRAINT "register_entry_referral_id_fkey" FOREIGN KEY ("referral_id") REFERENCES "referral"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "register_event" ADD CONSTRAINT "register_event_entry_id_fkey" FOREIGN KEY ("entry_id") REFERENCES "register_entry"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent_event" ADD CONSTRAINT "consent_event_person_id_fkey" FOREIGN KEY ("person_id") REFERENCES "person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- From here on by hand: what the schema language cannot say.

-- What happened is never overwritten: a mistake is voided by a later event. Rows may be deleted, because a person's record
-- must be able to go when its retention ends.
CREATE FUNCTION "history_is_not_overwritten"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is never overwritten: add an event', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END
$$;
CREATE TRIGGER "register_event_not_overwritten" BEFORE UPDATE ON "register_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "history_is_not_overwritten"();
CREATE TRIGGER "consent_event_not_overwritten" BEFORE UPDATE ON "consent_event"
  FOR EACH STATEMENT EXECUTE FUNCTION "history_is_not_overwritten"();

-- A person is on the register once at a time, however many coordinators accept at once.
CREATE UNIQUE INDEX "register_entry_one_open" ON "register_entry" ("person_id") WHERE "to_day" IS NULL;
-- The register is read in order of risk and of what is due; counts are made from an index alone.
CREATE INDEX "register_entry_in_order" ON "register_entry" ("rating_rank", "next_due", "id") WHERE "to_day" IS NULL;
CREATE INDEX "register_entry_next_due" ON "register_entry" ("next_due", "id") WHERE "to_day" IS NULL;
CREATE INDEX "register_entry_by_age" ON "register_entry" ("date_of_birth", "rating_rank") WHERE "to_day" IS NULL;
CREATE INDEX "register_entry_by_locality" ON "register_entry" ("locality", "rating_rank", "next_due", "id") WHERE "to_day" IS NULL;
-- The panel: in order of risk, whoever was never discussed first.
CREATE INDEX "register_entry_to_discuss" ON "register_entry" ("rating_rank", "last_discussed" NULLS FIRST, "id") WHERE "to_day" IS NULL;
-- Whom the panel is late to discuss is counted from an index alone.
CREATE INDEX "clock_panel_review" ON "clock" ("due_day") WHERE "kind" = 'panel-review' AND "nature" = 'deadline';
-- Numbers of consent that has run out, for the team's digest.
CREATE INDEX "register_entry_consent_until" ON "register_entry" ("consent_until", "id") WHERE "to_day" IS NULL;
-- Of each kind at most one meeting is being arranged or booked for an entry. One that took place stands in the way of no
-- other, also while its outcome is not sent: the panel may discuss somebody whose review meeting is booked.
CREATE UNIQUE INDEX "meeting_one_under_way_of_entry" ON "meeting" ("entry_id", "kind")
  WHERE "entry_id" IS NOT NULL AND "state" IN ('being-arranged', 'booked');
ALTER TABLE "meeting"
  ADD CONSTRAINT "meeting_serves_one" CHECK (("request_id" IS NULL) <> ("entry_id" IS NULL)),
  ADD CONSTRAINT "meeting_of_entry_has_reference" CHECK (("entry_id" IS NULL) = ("reference" IS NULL));
ALTER TABLE "mbe_request"
  ADD CONSTRAINT "mbe_request_basis_ended" CHECK (("basis_ended_at" IS NULL) = ("basis_ended_because" IS NULL)
    AND "basis_ended_because" IN ('withdrawn', 'lapsed', 'found-invalid'));

-- Closed sets of codes.
ALTER TABLE "referral"
  ADD CONSTRAINT "referral_state" CHECK ("state" IN ('draft', 'submitted', 'information-requested', 'accepted', 'not-eligible', 'withdrawn')),
  ADD CONSTRAINT "referral_route" CHECK ("route" IN ('professional', 'lead-professional', 'self', 'carer')),
  ADD CONSTRAINT "referral_received_by" CHECK ("received_by" IN ('teams', 'phone', 'email', 'paper')),
  ADD CONSTRAINT "referral_ratings" CHECK ("suggested_rating" IN ('red', 'amber', 'green', 'blue') AND "rating" IN ('red', 'amber', 'green', 'blue')),
  ADD CONSTRAINT "referral_complete" CHECK (("state" = 'draft') = ("typed" IS NOT NULL) AND ("state" = 'draft' OR (
    "reference" IS NOT NULL AND "person_id" IS NOT NULL AND "route" IS NOT NULL AND "received_on" IS NOT NULL
    AND "received_by" IS NOT NULL AND "eligibility" IS NOT NULL AND "current_issues" IS NOT NULL
    AND "submitted_at" IS NOT NULL AND "policy_version" IS NOT NULL)));
ALTER TABLE "register_entry"
  ADD CONSTRAINT "register_entry_rating" CHECK (("rating", "rating_rank") IN (('red', 0), ('amber', 1), ('blue', 2), ('green', 3))),
  ADD CONSTRAINT "register_entry_setting" CHECK ("setting" IN ('community', 'adult', 'tier-4', 'secure')),
  ADD CONSTRAINT "register_entry_end" CHECK (("to_day" IS NULL) = ("end_reason" IS NULL) AND ("to_day" IS NULL OR "to_day" >= "from_day"));
ALTER TABLE "consent_event"
  ADD CONSTRAINT "consent_event_kind" CHECK ("kind" IN ('informed', 'given', 'refused', 'renewed', 'withdrawn', 'expired', 'found-invalid'));
ALTER TABLE "clock"
  ADD CONSTRAINT "clock_subject" CHECK ("subject" IN ('entry', 'referral')),
  ADD CONSTRAINT "clock_nature" CHECK ("nature" IN ('deadline', 'earliest'));
ALTER TABLE "letter"
  ADD CONSTRAINT "letter_state" CHECK ("state" IN ('drafted', 'released', 'told', 'not-needed')),
  ADD CONSTRAINT "letter_receiver" CHECK ("receiver" IN ('person', 'representative', 'referrer')),
  ADD CONSTRAINT "letter_released" CHECK ("state" NOT IN ('released', 'told') OR "released_at" IS NOT NULL);
ALTER TABLE "register_enquiry"
  ADD CONSTRAINT "register_enquiry_answer" CHECK ("answer" IN ('on-register', 'not-on-register', 'cannot-say')),
  ADD CONSTRAINT "register_enquiry_answered" CHECK (("answer" IS NULL) = ("answered_at" IS NULL));
ALTER TABLE "action_progress"
  ADD CONSTRAINT "action_progress_state" CHECK ("state" IN ('under-way', 'done', 'cannot'));
ALTER TABLE "senior_manager"
  ADD CONSTRAINT "senior_manager_sector" CHECK ("sector" IN ('health', 'local-authority'));

-- A list of the register that may be downloaded once.
CREATE TABLE "register_export" (
    "id" UUID NOT NULL,
    "secret_digest" TEXT NOT NULL,
    "professional_id" UUID NOT NULL,
    "filter" JSONB NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "downloaded_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "register_export_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "register_export_secret_digest_key" ON "register_export"("secret_digest");
CREATE INDEX "register_export_expires_at_idx" ON "register_export"("expires_at");
-- Why the person has not been asked for consent yet.
ALTER TABLE "referral" ADD COLUMN "consent_note" TEXT;

-- Two rows that seemed to be one person and are two.
CREATE TABLE "different_persons" (
    "one_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "said_by_id" UUID NOT NULL,
    "said_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "different_persons_pkey" PRIMARY KEY ("one_id","other_id"),
    CONSTRAINT "different_persons_in_order" CHECK ("one_id" < "other_id")
);
CREATE INDEX "different_persons_other_id_idx" ON "different_persons"("other_id");
CREATE INDEX "person_date_of_birth_idx" ON "person"("date_of_birth");
ALTER TABLE "referral" ADD COLUMN "decision_made_by" TEXT;
ALTER TABLE "key_professional" ADD COLUMN "referral_id" UUID;
