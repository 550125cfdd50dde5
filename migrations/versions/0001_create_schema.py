"""Create the tables, the views, and the guard of the corrections.

Revision: 0001, after
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from eventdb.views import as_text, create_statements, drop_statements, frozen_views

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

# A correction is a person's decision and is only ever added to: the database refuses the rest.
_GUARD_ON = {
    "sqlite": [
        f"""CREATE TRIGGER correction_keeps_{action.lower()} BEFORE {action} ON correction
        BEGIN SELECT RAISE(ABORT, 'corrections are only ever added to'); END"""
        for action in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        """CREATE FUNCTION correction_keeps() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION 'corrections are only ever added to'
            USING ERRCODE = 'integrity_constraint_violation'; END $$""",
        """CREATE TRIGGER correction_keeps BEFORE UPDATE OR DELETE OR TRUNCATE ON correction
        FOR EACH STATEMENT EXECUTE FUNCTION correction_keeps()""",
    ],
}
_GUARD_OFF = {
    "sqlite": [
        "DROP TRIGGER correction_keeps_update",
        "DROP TRIGGER correction_keeps_delete",
    ],
    "postgresql": [
        "DROP TRIGGER correction_keeps ON correction",
        "DROP FUNCTION correction_keeps()",
    ],
}


def upgrade() -> None:
    op.create_table(
        "actor_kind",
        sa.Column("code", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "label", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "plover_sector",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_actor_kind")),
    )
    op.create_table(
        "build_run",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "status", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("versions", sa.JSON(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.CheckConstraint(
            "status IN ('running', 'done', 'done with issues', 'failed')",
            name=op.f("ck_build_run_status_known"),
        ),
        sa.CheckConstraint("started_at <= finished_at", name=op.f("ck_build_run_times_in_order")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_build_run")),
    )
    op.create_table(
        "claim_kind",
        sa.Column(
            "code", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_claim_kind")),
    )
    op.create_table(
        "column_meaning",
        sa.Column(
            "dataset", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "column_name",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "allowed_values",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "rule", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("dataset", "column_name", name=op.f("pk_column_meaning")),
    )
    op.create_table(
        "correction",
        sa.Column(
            "correction_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "event_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "action", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("payload", sa.JSON(), nullable=False),
        sa.Column(
            "author", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "reason", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("corrected_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "action IN ('set', 'merge', 'split', 'reject', 'confirm')",
            name=op.f("ck_correction_action_known"),
        ),
        sa.CheckConstraint("author <> ''", name=op.f("ck_correction_author_given")),
        sa.CheckConstraint("reason <> ''", name=op.f("ck_correction_reason_given")),
        sa.PrimaryKeyConstraint("correction_id", name=op.f("pk_correction")),
    )
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_correction_corrected_at"), ["corrected_at"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_correction_event_id"), ["event_id"], unique=False)

    op.create_table(
        "count_scope",
        sa.Column(
            "code", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_count_scope")),
    )
    op.create_table(
        "country",
        sa.Column(
            "iso3", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("iso_code", sa.BigInteger(), nullable=False),
        sa.Column(
            "name", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "region", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "ged_region",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("gw_code", sa.BigInteger(), nullable=True),
        sa.Column("south", sa.BigInteger(), nullable=False),
        sa.Column("north", sa.BigInteger(), nullable=False),
        sa.Column("west", sa.BigInteger(), nullable=False),
        sa.Column("east", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("iso3", name=op.f("pk_country")),
    )
    op.create_table(
        "event_type",
        sa.Column(
            "event_type",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("event_type", name=op.f("pk_event_type")),
    )
    op.create_table(
        "geo_precision",
        sa.Column("code", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "label", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_geo_precision")),
    )
    op.create_table(
        "id_redirect",
        sa.Column(
            "redirect_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "old_event_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "new_event_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "reason", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("old_event_id <> new_event_id", name=op.f("ck_id_redirect_leads_on")),
        sa.PrimaryKeyConstraint("redirect_id", name=op.f("pk_id_redirect")),
    )
    with op.batch_alter_table("id_redirect", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_id_redirect_new_event_id"), ["new_event_id"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_id_redirect_old_event_id"), ["old_event_id"], unique=False
        )

    op.create_table(
        "identity_anchor",
        sa.Column(
            "event_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "candidate_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "report_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("start_char", sa.BigInteger(), nullable=False),
        sa.Column("first_date", sa.Date(), nullable=True),
        sa.Column(
            "place_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.PrimaryKeyConstraint("event_id", "candidate_id", name=op.f("pk_identity_anchor")),
    )
    with op.batch_alter_table("identity_anchor", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_identity_anchor_report_id"), ["report_id"], unique=False
        )

    op.create_table(
        "interaction",
        sa.Column("code", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "label", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_interaction")),
    )
    op.create_table(
        "meta",
        sa.Column(
            "key", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "value", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_meta")),
    )
    op.create_table(
        "party_role",
        sa.Column(
            "code", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_party_role")),
    )
    op.create_table(
        "responsibility_kind",
        sa.Column(
            "code", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_responsibility_kind")),
    )
    op.create_table(
        "source_scale",
        sa.Column(
            "code", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_source_scale")),
    )
    op.create_table(
        "speaker_kind",
        sa.Column(
            "code", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_speaker_kind")),
    )
    op.create_table(
        "stance",
        sa.Column(
            "code", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_stance")),
    )
    op.create_table(
        "time_precision",
        sa.Column("code", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "label", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_time_precision")),
    )
    op.create_table(
        "vague_number",
        sa.Column(
            "scheme", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("low", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("high", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("value", sa.BigInteger(), nullable=False),
        sa.Column(
            "words", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "reason", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.PrimaryKeyConstraint("scheme", "low", "high", name=op.f("pk_vague_number")),
    )
    op.create_table(
        "actor",
        sa.Column(
            "actor_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "name", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("actor_kind", sa.BigInteger(), nullable=False),
        sa.Column(
            "iso3", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column("valid_from", sa.BigInteger(), nullable=True),
        sa.Column("valid_to", sa.BigInteger(), nullable=True),
        sa.Column(
            "side", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column("is_registered", sa.Boolean(), nullable=False),
        sa.Column(
            "note", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.CheckConstraint("valid_from <= valid_to", name=op.f("ck_actor_years_in_order")),
        sa.ForeignKeyConstraint(
            ["actor_kind"], ["actor_kind.code"], name=op.f("fk_actor_actor_kind_actor_kind")
        ),
        sa.ForeignKeyConstraint(["iso3"], ["country.iso3"], name=op.f("fk_actor_iso3_country")),
        sa.PrimaryKeyConstraint("actor_id", name=op.f("pk_actor")),
    )
    op.create_table(
        "issue",
        sa.Column(
            "issue_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "stage", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "report_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "origin", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "problem", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "mend", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("first_run_id", sa.Integer(), nullable=True),
        sa.Column("last_run_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["first_run_id"], ["build_run.run_id"], name=op.f("fk_issue_first_run_id_build_run")
        ),
        sa.ForeignKeyConstraint(
            ["last_run_id"], ["build_run.run_id"], name=op.f("fk_issue_last_run_id_build_run")
        ),
        sa.PrimaryKeyConstraint("issue_id", name=op.f("pk_issue")),
    )
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_issue_report_id"), ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_issue_stage"), ["stage"], unique=False)

    op.create_table(
        "place",
        sa.Column(
            "place_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "kind", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "name", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "name_ar", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "iso3", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "country", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "admin1", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "admin2", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("population", sa.BigInteger(), nullable=True),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_place_point_whole")
        ),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_place_latitude_degrees")),
        sa.CheckConstraint(
            "longitude BETWEEN -180 AND 180", name=op.f("ck_place_longitude_degrees")
        ),
        sa.CheckConstraint("population >= 0", name=op.f("ck_place_population_sign")),
        sa.ForeignKeyConstraint(["iso3"], ["country.iso3"], name=op.f("fk_place_iso3_country")),
        sa.PrimaryKeyConstraint("place_id", name=op.f("pk_place")),
    )
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_place_iso3"), ["iso3"], unique=False)

    op.create_table(
        "source",
        sa.Column(
            "source_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "name", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "scale", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "kind", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "language", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "iso3", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "url", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column("is_registered", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["iso3"], ["country.iso3"], name=op.f("fk_source_iso3_country")),
        sa.ForeignKeyConstraint(
            ["scale"], ["source_scale.code"], name=op.f("fk_source_scale_source_scale")
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_source")),
    )
    op.create_table(
        "sub_event_type",
        sa.Column(
            "sub_event_type",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "event_type",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "disorder_type",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("rank", sa.BigInteger(), nullable=False),
        sa.Column(
            "ged_note", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "meaning", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["event_type"],
            ["event_type.event_type"],
            name=op.f("fk_sub_event_type_event_type_event_type"),
        ),
        sa.PrimaryKeyConstraint("sub_event_type", name=op.f("pk_sub_event_type")),
        sa.UniqueConstraint(
            "sub_event_type", "event_type", name=op.f("uq_sub_event_type_sub_event_type_event_type")
        ),
    )
    op.create_table(
        "actor_alias",
        sa.Column(
            "actor_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "language", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "alias", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "rule", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"],
            ["actor.actor_id"],
            name=op.f("fk_actor_alias_actor_id_actor"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("actor_id", "language", "alias", name=op.f("pk_actor_alias")),
    )
    op.create_table(
        "event",
        sa.Column(
            "event_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "content_hash",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "event_type",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "sub_event_type",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("event_date", sa.Date(), nullable=False),
        sa.Column("first_date", sa.Date(), nullable=False),
        sa.Column("last_date", sa.Date(), nullable=False),
        sa.Column("time_precision", sa.BigInteger(), nullable=False),
        sa.Column(
            "iso3", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "country", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "admin1", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "admin2", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "location", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "place_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("geo_precision", sa.BigInteger(), nullable=False),
        sa.Column("fatalities_low", sa.BigInteger(), nullable=True),
        sa.Column("fatalities_best", sa.BigInteger(), nullable=True),
        sa.Column("fatalities_high", sa.BigInteger(), nullable=True),
        sa.Column("injured_low", sa.BigInteger(), nullable=True),
        sa.Column("injured_best", sa.BigInteger(), nullable=True),
        sa.Column("injured_high", sa.BigInteger(), nullable=True),
        sa.Column("is_civilian_targeting", sa.Boolean(), nullable=False),
        sa.Column("independent_sources", sa.BigInteger(), nullable=False),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column(
            "grade", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "notes", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_event_point_whole")
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_event_confidence_0_to_1")),
        sa.CheckConstraint(
            "event_date BETWEEN first_date AND last_date", name=op.f("ck_event_event_date_within")
        ),
        sa.CheckConstraint(
            "fatalities_low >= 0 AND fatalities_best >= 0 AND fatalities_high >= 0 AND fatalities_low <= fatalities_best AND fatalities_best <= fatalities_high AND fatalities_low <= fatalities_high",
            name=op.f("ck_event_fatalities_in_order"),
        ),
        sa.CheckConstraint(
            "fatalities_low IS NOT NULL OR (fatalities_best IS NULL AND fatalities_high IS NULL)",
            name=op.f("ck_event_fatalities_has_low"),
        ),
        sa.CheckConstraint("first_date <= last_date", name=op.f("ck_event_dates_in_order")),
        sa.CheckConstraint(
            "independent_sources >= 0", name=op.f("ck_event_independent_sources_sign")
        ),
        sa.CheckConstraint(
            "injured_low >= 0 AND injured_best >= 0 AND injured_high >= 0 AND injured_low <= injured_best AND injured_best <= injured_high AND injured_low <= injured_high",
            name=op.f("ck_event_injured_in_order"),
        ),
        sa.CheckConstraint(
            "injured_low IS NOT NULL OR (injured_best IS NULL AND injured_high IS NULL)",
            name=op.f("ck_event_injured_has_low"),
        ),
        sa.CheckConstraint("latitude BETWEEN -90 AND 90", name=op.f("ck_event_latitude_degrees")),
        sa.CheckConstraint(
            "longitude BETWEEN -180 AND 180", name=op.f("ck_event_longitude_degrees")
        ),
        sa.ForeignKeyConstraint(
            ["geo_precision"],
            ["geo_precision.code"],
            name=op.f("fk_event_geo_precision_geo_precision"),
        ),
        sa.ForeignKeyConstraint(["iso3"], ["country.iso3"], name=op.f("fk_event_iso3_country")),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.place_id"], name=op.f("fk_event_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["sub_event_type", "event_type"],
            ["sub_event_type.sub_event_type", "sub_event_type.event_type"],
            name=op.f("fk_event_sub_event_type_event_type_sub_event_type"),
        ),
        sa.ForeignKeyConstraint(
            ["time_precision"],
            ["time_precision.code"],
            name=op.f("fk_event_time_precision_time_precision"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_event")),
    )
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_changed_at"), ["changed_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_event_event_date"), ["event_date"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_event_iso3_event_date"), ["iso3", "event_date"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_event_place_id"), ["place_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_event_sub_event_type"), ["sub_event_type"], unique=False
        )

    op.create_table(
        "plover_type",
        sa.Column(
            "sub_event_type",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "plover_type",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "mode", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "contexts", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column("quad_code", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["sub_event_type"],
            ["sub_event_type.sub_event_type"],
            name=op.f("fk_plover_type_sub_event_type_sub_event_type"),
        ),
        sa.PrimaryKeyConstraint("sub_event_type", name=op.f("pk_plover_type")),
    )
    op.create_table(
        "report",
        sa.Column(
            "report_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "content_hash",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "text_hash",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "source_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "source_name",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "title", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "text", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_published_inferred", sa.Boolean(), nullable=False),
        sa.Column(
            "language", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column("is_language_inferred", sa.Boolean(), nullable=False),
        sa.Column(
            "url", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "origin", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("text <> ''", name=op.f("ck_report_text_given")),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.source_id"], name=op.f("fk_report_source_id_source")
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_report")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_report_content_hash")),
    )
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_published_at"), ["published_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_source_id"), ["source_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_text_hash"), ["text_hash"], unique=False)

    op.create_table(
        "source_alias",
        sa.Column(
            "alias", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "source_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.source_id"],
            name=op.f("fk_source_alias_source_id_source"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("alias", name=op.f("pk_source_alias")),
    )
    with op.batch_alter_table("source_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_source_alias_source_id"), ["source_id"], unique=False)

    op.create_table(
        "acled_parties",
        sa.Column(
            "event_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "actor1", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "assoc_actor_1",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("inter1", sa.BigInteger(), nullable=False),
        sa.Column(
            "actor2", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "assoc_actor_2",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("inter2", sa.BigInteger(), nullable=False),
        sa.Column("interaction", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.event_id"],
            name=op.f("fk_acled_parties_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["inter1"], ["actor_kind.code"], name=op.f("fk_acled_parties_inter1_actor_kind")
        ),
        sa.ForeignKeyConstraint(
            ["inter2"], ["actor_kind.code"], name=op.f("fk_acled_parties_inter2_actor_kind")
        ),
        sa.ForeignKeyConstraint(
            ["interaction"],
            ["interaction.code"],
            name=op.f("fk_acled_parties_interaction_interaction"),
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_acled_parties")),
    )
    op.create_table(
        "dispatch_copy",
        sa.Column(
            "report_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "group_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "agency", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.report_id"],
            name=op.f("fk_dispatch_copy_report_id_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_dispatch_copy")),
    )
    with op.batch_alter_table("dispatch_copy", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_dispatch_copy_group_id"), ["group_id"], unique=False)

    op.create_table(
        "event_actor",
        sa.Column(
            "event_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "role", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "actor_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "actor_name",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("actor_kind", sa.BigInteger(), nullable=False),
        sa.Column(
            "iso3", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.actor_id"], name=op.f("fk_event_actor_actor_id_actor")
        ),
        sa.ForeignKeyConstraint(
            ["actor_kind"], ["actor_kind.code"], name=op.f("fk_event_actor_actor_kind_actor_kind")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.event_id"],
            name=op.f("fk_event_actor_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["iso3"], ["country.iso3"], name=op.f("fk_event_actor_iso3_country")
        ),
        sa.ForeignKeyConstraint(
            ["role"], ["party_role.code"], name=op.f("fk_event_actor_role_party_role")
        ),
        sa.PrimaryKeyConstraint("event_id", "position", name=op.f("pk_event_actor")),
    )
    with op.batch_alter_table("event_actor", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_actor_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "event_candidate",
        sa.Column(
            "candidate_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "report_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column(
            "content_hash",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "event_type",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "sub_event_type",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("first_date", sa.Date(), nullable=True),
        sa.Column("last_date", sa.Date(), nullable=True),
        sa.Column("time_precision", sa.BigInteger(), nullable=True),
        sa.Column(
            "iso3", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "country", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "admin1", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "admin2", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "location", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "place_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column("latitude", sa.Double(), nullable=True),
        sa.Column("longitude", sa.Double(), nullable=True),
        sa.Column("geo_precision", sa.BigInteger(), nullable=True),
        sa.Column("fatalities_low", sa.BigInteger(), nullable=True),
        sa.Column("fatalities_best", sa.BigInteger(), nullable=True),
        sa.Column("fatalities_high", sa.BigInteger(), nullable=True),
        sa.Column("injured_low", sa.BigInteger(), nullable=True),
        sa.Column("injured_best", sa.BigInteger(), nullable=True),
        sa.Column("injured_high", sa.BigInteger(), nullable=True),
        sa.Column(
            "part", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("start_char", sa.BigInteger(), nullable=False),
        sa.Column("end_char", sa.BigInteger(), nullable=False),
        sa.Column(
            "words", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("triggers", sa.JSON(), nullable=False),
        sa.Column(
            "source_name",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "language", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "extractor_version",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.CheckConstraint("part IN ('title', 'text')", name=op.f("ck_event_candidate_part_known")),
        sa.CheckConstraint(
            "(latitude IS NULL) = (longitude IS NULL)", name=op.f("ck_event_candidate_point_whole")
        ),
        sa.CheckConstraint(
            "(part IS NULL) = (start_char IS NULL) AND (part IS NULL) = (end_char IS NULL)",
            name=op.f("ck_event_candidate_span_whole"),
        ),
        sa.CheckConstraint(
            "confidence BETWEEN 0 AND 1", name=op.f("ck_event_candidate_confidence_0_to_1")
        ),
        sa.CheckConstraint(
            "fatalities_low >= 0 AND fatalities_best >= 0 AND fatalities_high >= 0 AND fatalities_low <= fatalities_best AND fatalities_best <= fatalities_high AND fatalities_low <= fatalities_high",
            name=op.f("ck_event_candidate_fatalities_in_order"),
        ),
        sa.CheckConstraint(
            "fatalities_low IS NOT NULL OR (fatalities_best IS NULL AND fatalities_high IS NULL)",
            name=op.f("ck_event_candidate_fatalities_has_low"),
        ),
        sa.CheckConstraint(
            "first_date <= last_date", name=op.f("ck_event_candidate_dates_in_order")
        ),
        sa.CheckConstraint(
            "injured_low >= 0 AND injured_best >= 0 AND injured_high >= 0 AND injured_low <= injured_best AND injured_best <= injured_high AND injured_low <= injured_high",
            name=op.f("ck_event_candidate_injured_in_order"),
        ),
        sa.CheckConstraint(
            "injured_low IS NOT NULL OR (injured_best IS NULL AND injured_high IS NULL)",
            name=op.f("ck_event_candidate_injured_has_low"),
        ),
        sa.CheckConstraint(
            "latitude BETWEEN -90 AND 90", name=op.f("ck_event_candidate_latitude_degrees")
        ),
        sa.CheckConstraint(
            "longitude BETWEEN -180 AND 180", name=op.f("ck_event_candidate_longitude_degrees")
        ),
        sa.CheckConstraint(
            "start_char >= 0 AND start_char < end_char",
            name=op.f("ck_event_candidate_span_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["geo_precision"],
            ["geo_precision.code"],
            name=op.f("fk_event_candidate_geo_precision_geo_precision"),
        ),
        sa.ForeignKeyConstraint(
            ["iso3"], ["country.iso3"], name=op.f("fk_event_candidate_iso3_country")
        ),
        sa.ForeignKeyConstraint(
            ["place_id"], ["place.place_id"], name=op.f("fk_event_candidate_place_id_place")
        ),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.report_id"],
            name=op.f("fk_event_candidate_report_id_report"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sub_event_type", "event_type"],
            ["sub_event_type.sub_event_type", "sub_event_type.event_type"],
            name=op.f("fk_event_candidate_sub_event_type_event_type_sub_event_type"),
        ),
        sa.ForeignKeyConstraint(
            ["time_precision"],
            ["time_precision.code"],
            name=op.f("fk_event_candidate_time_precision_time_precision"),
        ),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_event_candidate")),
        sa.UniqueConstraint(
            "candidate_id", "report_id", name=op.f("uq_event_candidate_candidate_id_report_id")
        ),
        sa.UniqueConstraint(
            "report_id", "position", name=op.f("uq_event_candidate_report_id_position")
        ),
    )
    with op.batch_alter_table("event_candidate", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_candidate_iso3_first_date"), ["iso3", "first_date"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_event_candidate_place_id"), ["place_id"], unique=False)

    op.create_table(
        "event_field",
        sa.Column(
            "event_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "field", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column(
            "rule", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("is_disputed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.event_id"],
            name=op.f("fk_event_field_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "field", name=op.f("pk_event_field")),
    )
    op.create_table(
        "extraction",
        sa.Column(
            "report_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "extractor_version",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "status", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("candidates", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("status IN ('done', 'failed')", name=op.f("ck_extraction_status_known")),
        sa.CheckConstraint("candidates >= 0", name=op.f("ck_extraction_candidates_sign")),
        sa.ForeignKeyConstraint(
            ["report_id"],
            ["report.report_id"],
            name=op.f("fk_extraction_report_id_report"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("report_id", name=op.f("pk_extraction")),
    )
    with op.batch_alter_table("extraction", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_extraction_extractor_version"), ["extractor_version"], unique=False
        )

    op.create_table(
        "candidate_party",
        sa.Column(
            "candidate_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "role", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "actor_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "actor_name",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("actor_kind", sa.BigInteger(), nullable=False),
        sa.Column(
            "iso3", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.ForeignKeyConstraint(
            ["actor_id"], ["actor.actor_id"], name=op.f("fk_candidate_party_actor_id_actor")
        ),
        sa.ForeignKeyConstraint(
            ["actor_kind"],
            ["actor_kind.code"],
            name=op.f("fk_candidate_party_actor_kind_actor_kind"),
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["event_candidate.candidate_id"],
            name=op.f("fk_candidate_party_candidate_id_event_candidate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["iso3"], ["country.iso3"], name=op.f("fk_candidate_party_iso3_country")
        ),
        sa.ForeignKeyConstraint(
            ["role"], ["party_role.code"], name=op.f("fk_candidate_party_role_party_role")
        ),
        sa.PrimaryKeyConstraint("candidate_id", "position", name=op.f("pk_candidate_party")),
    )
    with op.batch_alter_table("candidate_party", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_candidate_party_actor_id"), ["actor_id"], unique=False)

    op.create_table(
        "candidate_responsibility",
        sa.Column(
            "candidate_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column(
            "actor_name",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "responsibility_kind",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "stated_by", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "part", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("start_char", sa.BigInteger(), nullable=False),
        sa.Column("end_char", sa.BigInteger(), nullable=False),
        sa.Column(
            "words", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.CheckConstraint(
            "actor_name <> ''", name=op.f("ck_candidate_responsibility_actor_given")
        ),
        sa.CheckConstraint(
            "part IN ('title', 'text')", name=op.f("ck_candidate_responsibility_part_known")
        ),
        sa.CheckConstraint(
            "(part IS NULL) = (start_char IS NULL) AND (part IS NULL) = (end_char IS NULL)",
            name=op.f("ck_candidate_responsibility_span_whole"),
        ),
        sa.CheckConstraint(
            "start_char >= 0 AND start_char < end_char",
            name=op.f("ck_candidate_responsibility_span_in_order"),
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["event_candidate.candidate_id"],
            name=op.f("fk_candidate_responsibility_candidate_id_event_candidate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["responsibility_kind"],
            ["responsibility_kind.code"],
            name=op.f("fk_candidate_responsibility_responsibility_kind_responsibility_kind"),
        ),
        sa.PrimaryKeyConstraint(
            "candidate_id", "position", name=op.f("pk_candidate_responsibility")
        ),
    )
    op.create_table(
        "claim",
        sa.Column(
            "claim_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "candidate_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "report_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.Column(
            "claim_kind",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "part", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("start_char", sa.BigInteger(), nullable=False),
        sa.Column("end_char", sa.BigInteger(), nullable=False),
        sa.Column(
            "words", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("low", sa.BigInteger(), nullable=True),
        sa.Column("best", sa.BigInteger(), nullable=True),
        sa.Column("high", sa.BigInteger(), nullable=True),
        sa.Column(
            "value", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "role", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "victims", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=True
        ),
        sa.Column(
            "victim_group",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "count_scope",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "attributed_to",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column(
            "attribution_part",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=True,
        ),
        sa.Column("attribution_start_char", sa.BigInteger(), nullable=True),
        sa.Column("attribution_end_char", sa.BigInteger(), nullable=True),
        sa.Column(
            "speaker_kind",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "stance", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "extractor_version",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.CheckConstraint(
            "attribution_part IN ('title', 'text')", name=op.f("ck_claim_attribution_part_known")
        ),
        sa.CheckConstraint("part IN ('title', 'text')", name=op.f("ck_claim_part_known")),
        sa.CheckConstraint(
            "(attribution_part IS NULL) = (attribution_start_char IS NULL) AND (attribution_part IS NULL) = (attribution_end_char IS NULL)",
            name=op.f("ck_claim_attribution_span_whole"),
        ),
        sa.CheckConstraint(
            "(part IS NULL) = (start_char IS NULL) AND (part IS NULL) = (end_char IS NULL)",
            name=op.f("ck_claim_span_whole"),
        ),
        sa.CheckConstraint(
            "attribution_start_char >= 0 AND attribution_start_char < attribution_end_char",
            name=op.f("ck_claim_attribution_span_in_order"),
        ),
        sa.CheckConstraint(
            "low >= 0 AND best >= 0 AND high >= 0 AND low <= best AND best <= high AND low <= high",
            name=op.f("ck_claim_in_order"),
        ),
        sa.CheckConstraint(
            "start_char >= 0 AND start_char < end_char", name=op.f("ck_claim_span_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id", "report_id"],
            ["event_candidate.candidate_id", "event_candidate.report_id"],
            name=op.f("fk_claim_candidate_id_report_id_event_candidate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["claim_kind"], ["claim_kind.code"], name=op.f("fk_claim_claim_kind_claim_kind")
        ),
        sa.ForeignKeyConstraint(
            ["count_scope"], ["count_scope.code"], name=op.f("fk_claim_count_scope_count_scope")
        ),
        sa.ForeignKeyConstraint(
            ["role"], ["party_role.code"], name=op.f("fk_claim_role_party_role")
        ),
        sa.ForeignKeyConstraint(
            ["speaker_kind"], ["speaker_kind.code"], name=op.f("fk_claim_speaker_kind_speaker_kind")
        ),
        sa.ForeignKeyConstraint(["stance"], ["stance.code"], name=op.f("fk_claim_stance_stance")),
        sa.PrimaryKeyConstraint("claim_id", name=op.f("pk_claim")),
        sa.UniqueConstraint(
            "candidate_id", "position", name=op.f("uq_claim_candidate_id_position")
        ),
    )
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_claim_report_id"), ["report_id"], unique=False)

    op.create_table(
        "event_dispute",
        sa.Column(
            "event_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "field", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "value", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "candidate_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["event_candidate.candidate_id"],
            name=op.f("fk_event_dispute_candidate_id_event_candidate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.event_id"],
            name=op.f("fk_event_dispute_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint(
            "event_id", "field", "value", "candidate_id", name=op.f("pk_event_dispute")
        ),
    )
    with op.batch_alter_table("event_dispute", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_event_dispute_candidate_id"), ["candidate_id"], unique=False
        )

    op.create_table(
        "event_member",
        sa.Column(
            "candidate_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "event_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["event_candidate.candidate_id"],
            name=op.f("fk_event_member_candidate_id_event_candidate"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.event_id"],
            name=op.f("fk_event_member_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_event_member")),
    )
    with op.batch_alter_table("event_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_member_event_id"), ["event_id"], unique=False)

    op.create_table(
        "unplaced_candidate",
        sa.Column(
            "candidate_id",
            sa.Text().with_variant(sa.Text(collation="C"), "postgresql"),
            nullable=False,
        ),
        sa.Column(
            "reason", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.ForeignKeyConstraint(
            ["candidate_id"],
            ["event_candidate.candidate_id"],
            name=op.f("fk_unplaced_candidate_candidate_id_event_candidate"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("pk_unplaced_candidate")),
    )
    op.create_table(
        "event_claim",
        sa.Column(
            "event_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "field", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column(
            "claim_id", sa.Text().with_variant(sa.Text(collation="C"), "postgresql"), nullable=False
        ),
        sa.Column("position", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["claim_id"],
            ["claim.claim_id"],
            name=op.f("fk_event_claim_claim_id_claim"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["event_id", "field"],
            ["event_field.event_id", "event_field.field"],
            name=op.f("fk_event_claim_event_id_field_event_field"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("event_id", "field", "claim_id", name=op.f("pk_event_claim")),
    )
    with op.batch_alter_table("event_claim", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_event_claim_claim_id"), ["claim_id"], unique=False)
    dialect = op.get_context().dialect.name
    for statement in _GUARD_ON[dialect]:
        op.execute(sa.text(statement))
    for statement in create_statements(frozen_views(revision), dialect):
        op.execute(as_text(statement, dialect))


def downgrade() -> None:
    for statement in drop_statements(frozen_views(revision)):
        op.execute(statement)
    for statement in _GUARD_OFF[op.get_context().dialect.name]:
        op.execute(statement)
    with op.batch_alter_table("event_claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_claim_claim_id"))

    op.drop_table("event_claim")
    op.drop_table("unplaced_candidate")
    with op.batch_alter_table("event_member", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_member_event_id"))

    op.drop_table("event_member")
    with op.batch_alter_table("event_dispute", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_dispute_candidate_id"))

    op.drop_table("event_dispute")
    with op.batch_alter_table("claim", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_claim_report_id"))

    op.drop_table("claim")
    op.drop_table("candidate_responsibility")
    with op.batch_alter_table("candidate_party", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_candidate_party_actor_id"))

    op.drop_table("candidate_party")
    with op.batch_alter_table("extraction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_extraction_extractor_version"))

    op.drop_table("extraction")
    op.drop_table("event_field")
    with op.batch_alter_table("event_candidate", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_candidate_place_id"))
        batch_op.drop_index(batch_op.f("ix_event_candidate_iso3_first_date"))

    op.drop_table("event_candidate")
    with op.batch_alter_table("event_actor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_actor_actor_id"))

    op.drop_table("event_actor")
    with op.batch_alter_table("dispatch_copy", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_dispatch_copy_group_id"))

    op.drop_table("dispatch_copy")
    op.drop_table("acled_parties")
    with op.batch_alter_table("source_alias", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_source_alias_source_id"))

    op.drop_table("source_alias")
    with op.batch_alter_table("report", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_report_text_hash"))
        batch_op.drop_index(batch_op.f("ix_report_source_id"))
        batch_op.drop_index(batch_op.f("ix_report_published_at"))

    op.drop_table("report")
    op.drop_table("plover_type")
    with op.batch_alter_table("event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_event_sub_event_type"))
        batch_op.drop_index(batch_op.f("ix_event_place_id"))
        batch_op.drop_index(batch_op.f("ix_event_iso3_event_date"))
        batch_op.drop_index(batch_op.f("ix_event_event_date"))
        batch_op.drop_index(batch_op.f("ix_event_changed_at"))

    op.drop_table("event")
    op.drop_table("actor_alias")
    op.drop_table("sub_event_type")
    op.drop_table("source")
    with op.batch_alter_table("place", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_place_iso3"))

    op.drop_table("place")
    with op.batch_alter_table("issue", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_issue_stage"))
        batch_op.drop_index(batch_op.f("ix_issue_report_id"))

    op.drop_table("issue")
    op.drop_table("actor")
    op.drop_table("vague_number")
    op.drop_table("time_precision")
    op.drop_table("stance")
    op.drop_table("speaker_kind")
    op.drop_table("source_scale")
    op.drop_table("responsibility_kind")
    op.drop_table("party_role")
    op.drop_table("meta")
    op.drop_table("interaction")
    with op.batch_alter_table("identity_anchor", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_identity_anchor_report_id"))

    op.drop_table("identity_anchor")
    with op.batch_alter_table("id_redirect", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_id_redirect_old_event_id"))
        batch_op.drop_index(batch_op.f("ix_id_redirect_new_event_id"))

    op.drop_table("id_redirect")
    op.drop_table("geo_precision")
    op.drop_table("event_type")
    op.drop_table("country")
    op.drop_table("count_scope")
    with op.batch_alter_table("correction", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_correction_event_id"))
        batch_op.drop_index(batch_op.f("ix_correction_corrected_at"))

    op.drop_table("correction")
    op.drop_table("column_meaning")
    op.drop_table("claim_kind")
    op.drop_table("build_run")
    op.drop_table("actor_kind")
