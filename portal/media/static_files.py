"""Static files as they are sent: under names that hold their fingerprint, compressed once for all."""

import brotli
from whitenoise.compress import Compressor
from whitenoise.storage import CompressedManifestStaticFilesStorage

LARGE = 100_000  # bytes: those of the admin; visitors are sent none


class QuickCompressor(Compressor):
    @staticmethod
    def compress_brotli(data):
        """The last twelfth of a large file takes ten times as long as all the rest."""
        return brotli.compress(data, quality=9 if len(data) > LARGE else 11)


class StaticFiles(CompressedManifestStaticFilesStorage):
    def create_compressor(self, **kwargs):
        return QuickCompressor(**kwargs)

    def compress_files(self, paths):
        """Pages name the files with a fingerprint only."""
        return super().compress_files({path for path in paths if path not in self.hashed_files})
