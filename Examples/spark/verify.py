"""Verifies a partitioned archive under Apache Spark: each partition's lines go through `xmldsig batch -`.

    verify.py LISTS RESULTS TOOL [ARGUMENTS OF `xmldsig batch`]

LISTS are text files (a glob) with a document a line, as `xmldsig batch` reads them; RESULTS is a folder that isn't there yet.
"""

import shlex
import sys

from pyspark.sql import SparkSession


def command(tool, arguments):
    """One process a partition. Its verdicts (0 to 3) and inputs that were refused (65, 66) are results; anything else, such
    as being killed, has to fail the task: Spark then gives the whole partition to another worker, and nothing of the
    attempt that failed is in the results."""
    batch = shlex.join([tool, "batch", "-", "--jobs", "1", "--no-progress", *arguments])
    script = batch + '; status=$?; case $status in 0|1|2|3|65|66) exit 0;; *) exit "$status";; esac'
    return shlex.join(["sh", "-c", script])


def main():
    lists, results, tool, *arguments = sys.argv[1:]
    spark = SparkSession.builder.appName("xmldsig batch").getOrCreate()
    lines = spark.sparkContext.textFile(lists)
    # A line in, a line out, in order. The results of a task are renamed into place when it has ended well, and only then.
    lines.pipe(command(tool, arguments), checkCode=True).saveAsTextFile(results)
    spark.stop()


if __name__ == "__main__":
    main()
