"""facts of a profile, each with its evidence; German by skill follows from the one level."""

import sqlalchemy as sa
from alembic import op

revision = '0006'
down_revision = '0005'
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('availability',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('hours', sa.JSON(), nullable=False),
    sa.Column('weekly_hours', sa.Integer(), nullable=True),
    sa.Column('shifts', sa.JSON(), nullable=False),
    sa.Column('radius_km', sa.Integer(), nullable=True),
    sa.Column('childcare', sa.Enum('not_needed', 'arranged', 'needed', name='childcare', native_enum=False, length=32), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('source', sa.Enum('person', 'caseworker', 'officer', 'document', name='source', native_enum=False, length=32), server_default='person', nullable=False),
    sa.Column('checked', sa.Enum('self_stated', 'seen', 'tested', 'certificate', name='check', native_enum=False, length=32), server_default='self_stated', nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('holds_until', sa.Date(), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('radius_km BETWEEN 0 AND 200', name=op.f('ck_availability_radius')),
    sa.CheckConstraint('weekly_hours BETWEEN 1 AND 60', name=op.f('ck_availability_weekly_hours')),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_availability_candidate_id')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['account.id'], name=op.f('fk_availability_noted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_availability')),
    sa.UniqueConstraint('candidate_id', name=op.f('uq_availability_candidate_id'))
    )
    op.create_table('candidate_detail',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('detail', sa.Enum('name', 'birth', 'sex', 'contact', 'language', 'place', name='detail', native_enum=False, length=32), nullable=False),
    sa.Column('source', sa.Enum('person', 'caseworker', 'officer', 'document', name='source', native_enum=False, length=32), server_default='person', nullable=False),
    sa.Column('checked', sa.Enum('self_stated', 'seen', 'tested', 'certificate', name='check', native_enum=False, length=32), server_default='self_stated', nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('holds_until', sa.Date(), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_candidate_detail_candidate_id')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['account.id'], name=op.f('fk_candidate_detail_noted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_candidate_detail')),
    sa.UniqueConstraint('candidate_id', 'detail', name=op.f('uq_candidate_detail_candidate_id_detail'))
    )
    with op.batch_alter_table('candidate_detail', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_candidate_detail_candidate_id'), ['candidate_id'], unique=False)

    op.create_table('earlier_fact',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=48), nullable=False),
    sa.Column('fact_id', sa.Integer(), nullable=True),
    sa.Column('told', sa.JSON(), nullable=False),
    sa.Column('source', sa.Enum('person', 'caseworker', 'officer', 'document', name='source', native_enum=False, length=32), nullable=False),
    sa.Column('checked', sa.Enum('self_stated', 'seen', 'tested', 'certificate', name='check', native_enum=False, length=32), nullable=False),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('holds_until', sa.Date(), nullable=True),
    sa.Column('replaced_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('replaced_by_id', sa.Integer(), nullable=True),
    sa.Column('is_taken_away', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_earlier_fact_candidate_id')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['account.id'], name=op.f('fk_earlier_fact_noted_by_id')),
    sa.ForeignKeyConstraint(['replaced_by_id'], ['account.id'], name=op.f('fk_earlier_fact_replaced_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_earlier_fact'))
    )
    with op.batch_alter_table('earlier_fact', schema=None) as batch_op:
        batch_op.create_index('ix_earlier_fact_candidate', ['candidate_id', 'replaced_at'], unique=False)

    op.create_table('education',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Enum('school', 'training', 'studies', 'course', name='educationkind', native_enum=False, length=32), nullable=False),
    sa.Column('own_words', sa.String(length=160), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=True),
    sa.Column('from_year', sa.Integer(), nullable=True),
    sa.Column('to_year', sa.Integer(), nullable=True),
    sa.Column('years', sa.Integer(), nullable=True),
    sa.Column('is_finished', sa.Boolean(), nullable=True),
    sa.Column('certificate', sa.Enum('none', 'esa', 'msa', 'fhr', 'ahr', name='schoolcertificate', native_enum=False, length=32), nullable=True),
    sa.Column('level', sa.Integer(), nullable=True),
    sa.Column('source', sa.Enum('person', 'caseworker', 'officer', 'document', name='source', native_enum=False, length=32), server_default='person', nullable=False),
    sa.Column('checked', sa.Enum('self_stated', 'seen', 'tested', 'certificate', name='check', native_enum=False, length=32), server_default='self_stated', nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('holds_until', sa.Date(), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.CheckConstraint('level BETWEEN 1 AND 8', name=op.f('ck_education_level')),
    sa.CheckConstraint('to_year >= from_year', name=op.f('ck_education_in_order')),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_education_candidate_id')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['account.id'], name=op.f('fk_education_noted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_education'))
    )
    with op.batch_alter_table('education', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_education_candidate_id'), ['candidate_id'], unique=False)

    op.create_table('held_licence',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('licence', sa.Enum('am', 'b', 'be', 'c1', 'c', 'ce', 'd', 't', 'passenger_transport', 'driver_qualification', 'forklift', 'welding', 'crane', 'food_hygiene', 'guard', name='licence', native_enum=False, length=32), nullable=False),
    sa.Column('state', sa.Enum('german', 'usable_until', 'conversion_running', 'not_usable', name='licencestate', native_enum=False, length=32), nullable=False),
    sa.Column('country', sa.String(length=2), nullable=True),
    sa.Column('acquired_on', sa.Date(), nullable=True),
    sa.Column('usable_until', sa.Date(), nullable=True),
    sa.Column('source', sa.Enum('person', 'caseworker', 'officer', 'document', name='source', native_enum=False, length=32), server_default='person', nullable=False),
    sa.Column('checked', sa.Enum('self_stated', 'seen', 'tested', 'certificate', name='check', native_enum=False, length=32), server_default='self_stated', nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('holds_until', sa.Date(), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_held_licence_candidate_id')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['account.id'], name=op.f('fk_held_licence_noted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_held_licence')),
    sa.UniqueConstraint('candidate_id', 'licence', name=op.f('uq_held_licence_candidate_id_licence'))
    )
    with op.batch_alter_table('held_licence', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_held_licence_candidate_id'), ['candidate_id'], unique=False)

    op.create_table('language_knowledge',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('language', sa.String(length=8), nullable=False),
    sa.Column('skill', sa.Enum('understanding', 'speaking', 'reading', 'writing', name='languageskill', native_enum=False, length=32), nullable=False),
    sa.Column('level', sa.Enum('none', 'A1', 'A2', 'B1', 'B2', 'C1', 'C2', name='languagelevel', native_enum=False, length=32), nullable=False),
    sa.Column('source', sa.Enum('person', 'caseworker', 'officer', 'document', name='source', native_enum=False, length=32), server_default='person', nullable=False),
    sa.Column('checked', sa.Enum('self_stated', 'seen', 'tested', 'certificate', name='check', native_enum=False, length=32), server_default='self_stated', nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('holds_until', sa.Date(), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_language_knowledge_candidate_id')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['account.id'], name=op.f('fk_language_knowledge_noted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_language_knowledge')),
    sa.UniqueConstraint('candidate_id', 'language', 'skill', name=op.f('uq_language_knowledge_candidate_id_language_skill'))
    )
    with op.batch_alter_table('language_knowledge', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_language_knowledge_candidate_id'), ['candidate_id'], unique=False)

    op.create_table('literacy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('scripts', sa.JSON(), nullable=False),
    sa.Column('need', sa.Enum('none', 'second_script', 'literacy', name='literacyneed', native_enum=False, length=32), nullable=True),
    sa.Column('source', sa.Enum('person', 'caseworker', 'officer', 'document', name='source', native_enum=False, length=32), server_default='person', nullable=False),
    sa.Column('checked', sa.Enum('self_stated', 'seen', 'tested', 'certificate', name='check', native_enum=False, length=32), server_default='self_stated', nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('holds_until', sa.Date(), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_literacy_candidate_id')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['account.id'], name=op.f('fk_literacy_noted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_literacy')),
    sa.UniqueConstraint('candidate_id', name=op.f('uq_literacy_candidate_id'))
    )
    op.create_table('wishes',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('kinds', sa.JSON(), nullable=False),
    sa.Column('own_words', sa.String(length=400), nullable=True),
    sa.Column('source', sa.Enum('person', 'caseworker', 'officer', 'document', name='source', native_enum=False, length=32), server_default='person', nullable=False),
    sa.Column('checked', sa.Enum('self_stated', 'seen', 'tested', 'certificate', name='check', native_enum=False, length=32), server_default='self_stated', nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('holds_until', sa.Date(), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_wishes_candidate_id')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['account.id'], name=op.f('fk_wishes_noted_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_wishes')),
    sa.UniqueConstraint('candidate_id', name=op.f('uq_wishes_candidate_id'))
    )
    op.create_table('recognition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('candidate_id', sa.Integer(), nullable=False),
    sa.Column('education_id', sa.Integer(), nullable=True),
    sa.Column('kind', sa.Enum('procedure', 'qualification_analysis', 'validation', 'zab_statement', name='recognitionkind', native_enum=False, length=32), nullable=False),
    sa.Column('state', sa.Enum('none', 'not_needed', 'advised', 'applied', 'documents_missing', 'in_review', 'full', 'partial', 'compensation_required', 'rejected', 'withdrawn', 'measure_running', 'reapplied', name='recognitionstate', native_enum=False, length=32), nullable=False),
    sa.Column('reference_code', sa.String(length=5), nullable=True),
    sa.Column('is_regulated', sa.Boolean(), nullable=True),
    sa.ForeignKeyConstraint(['candidate_id'], ['candidate.id'], name=op.f('fk_recognition_candidate_id')),
    sa.ForeignKeyConstraint(['education_id'], ['education.id'], name=op.f('fk_recognition_education_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recognition'))
    )
    with op.batch_alter_table('recognition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recognition_candidate_id'), ['candidate_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_recognition_education_id'), ['education_id'], unique=False)

    op.create_table('recognition_step',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('recognition_id', sa.Integer(), nullable=False),
    sa.Column('action', sa.Enum('declare_not_needed', 'advise', 'apply', 'ask_for_documents', 'review', 'grant', 'grant_partly', 'require_compensation', 'reject', 'withdraw', 'start_measure', 'reapply', name='recognitionaction', native_enum=False, length=32), nullable=False),
    sa.Column('state', sa.Enum('none', 'not_needed', 'advised', 'applied', 'documents_missing', 'in_review', 'full', 'partial', 'compensation_required', 'rejected', 'withdrawn', 'measure_running', 'reapplied', name='recognitionstate', native_enum=False, length=32), nullable=False),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('body', sa.String(length=160), nullable=True),
    sa.Column('fee', sa.Numeric(precision=8, scale=2), nullable=True),
    sa.Column('deadline', sa.Date(), nullable=True),
    sa.Column('file_reference', sa.String(length=80), nullable=True),
    sa.Column('missing', sa.String(length=400), nullable=True),
    sa.Column('noted_by_id', sa.Integer(), nullable=True),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('fee >= 0', name=op.f('ck_recognition_step_fee')),
    sa.ForeignKeyConstraint(['noted_by_id'], ['account.id'], name=op.f('fk_recognition_step_noted_by_id')),
    sa.ForeignKeyConstraint(['recognition_id'], ['recognition.id'], name=op.f('fk_recognition_step_recognition_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_recognition_step'))
    )
    with op.batch_alter_table('recognition_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_recognition_step_recognition_id'), ['recognition_id'], unique=False)

    with op.batch_alter_table('candidate', schema=None) as batch_op:
        batch_op.add_column(sa.Column('birth_month', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('birth_day', sa.Integer(), nullable=True))

    with op.batch_alter_table('candidate_skill', schema=None) as batch_op:
        batch_op.add_column(sa.Column('source', sa.Enum('person', 'caseworker', 'officer', 'document', name='source', native_enum=False, length=32), server_default='person', nullable=False))
        batch_op.add_column(sa.Column('checked', sa.Enum('self_stated', 'seen', 'tested', 'certificate', name='check', native_enum=False, length=32), server_default='self_stated', nullable=False))
        batch_op.add_column(sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('holds_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('noted_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_candidate_skill_noted_by_id'), 'account', ['noted_by_id'], ['id'])

    with op.batch_alter_table('work_experience', schema=None) as batch_op:
        batch_op.add_column(sa.Column('kind', sa.Enum('employed', 'self_employed', 'informal', 'family', 'voluntary', name='workkind', native_enum=False, length=32), server_default='employed', nullable=False))
        batch_op.add_column(sa.Column('country', sa.String(length=2), nullable=True))
        batch_op.add_column(sa.Column('from_year', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('to_year', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('source', sa.Enum('person', 'caseworker', 'officer', 'document', name='source', native_enum=False, length=32), server_default='person', nullable=False))
        batch_op.add_column(sa.Column('checked', sa.Enum('self_stated', 'seen', 'tested', 'certificate', name='check', native_enum=False, length=32), server_default='self_stated', nullable=False))
        batch_op.add_column(sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column('holds_until', sa.Date(), nullable=True))
        batch_op.add_column(sa.Column('noted_by_id', sa.Integer(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_work_experience_noted_by_id'), 'account', ['noted_by_id'], ['id'])
        batch_op.create_check_constraint(batch_op.f('ck_work_experience_in_order'), 'to_year >= from_year')

    for skill in ('understanding', 'speaking'):
        op.execute(
            "INSERT INTO language_knowledge (candidate_id, language, skill, level, source, checked) "
            f"SELECT id, 'de', '{skill}', german_level, 'person', 'self_stated' FROM candidate "
            "WHERE german_level IS NOT NULL"
        )



def downgrade() -> None:
    with op.batch_alter_table('work_experience', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('ck_work_experience_in_order'), type_='check')
        batch_op.drop_constraint(batch_op.f('fk_work_experience_noted_by_id'), type_='foreignkey')
        batch_op.drop_column('noted_by_id')
        batch_op.drop_column('holds_until')
        batch_op.drop_column('noted_at')
        batch_op.drop_column('checked')
        batch_op.drop_column('source')
        batch_op.drop_column('to_year')
        batch_op.drop_column('from_year')
        batch_op.drop_column('country')
        batch_op.drop_column('kind')

    with op.batch_alter_table('candidate_skill', schema=None) as batch_op:
        batch_op.drop_constraint(batch_op.f('fk_candidate_skill_noted_by_id'), type_='foreignkey')
        batch_op.drop_column('noted_by_id')
        batch_op.drop_column('holds_until')
        batch_op.drop_column('noted_at')
        batch_op.drop_column('checked')
        batch_op.drop_column('source')

    with op.batch_alter_table('candidate', schema=None) as batch_op:
        batch_op.drop_column('birth_day')
        batch_op.drop_column('birth_month')

    with op.batch_alter_table('recognition_step', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recognition_step_recognition_id'))

    op.drop_table('recognition_step')
    with op.batch_alter_table('recognition', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_recognition_education_id'))
        batch_op.drop_index(batch_op.f('ix_recognition_candidate_id'))

    op.drop_table('recognition')
    op.drop_table('wishes')
    op.drop_table('literacy')
    with op.batch_alter_table('language_knowledge', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_language_knowledge_candidate_id'))

    op.drop_table('language_knowledge')
    with op.batch_alter_table('held_licence', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_held_licence_candidate_id'))

    op.drop_table('held_licence')
    with op.batch_alter_table('education', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_education_candidate_id'))

    op.drop_table('education')
    with op.batch_alter_table('earlier_fact', schema=None) as batch_op:
        batch_op.drop_index('ix_earlier_fact_candidate')

    op.drop_table('earlier_fact')
    with op.batch_alter_table('candidate_detail', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_candidate_detail_candidate_id'))

    op.drop_table('candidate_detail')
    op.drop_table('availability')
