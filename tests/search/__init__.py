"""Search without a database: plain documents in, plain results out."""

import pytest

# Shared assertions say as much when they fail as those of a test file.
for _name in ("engine_contract", "contract_telling", "contract_words", "contract_writes", "contract_hostile"):
    pytest.register_assert_rewrite(f"tests.search.{_name}")
