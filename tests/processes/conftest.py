from tests.store.conftest import address, postgresql

__all__ = ["address", "postgresql"]
