"""Data Docs: the suites' results as browsable pages, rendered by Great Expectations from kept reports."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from expectations.engine.report import CheckReport
from expectations.engine.runner import ephemeral_context
from expectations.fault import doing


def build(reports: Iterable[CheckReport], folder: Path, run_time: dt.datetime) -> Path:
    """Write the site into `folder` (made if need be); returns its index page.

    Suites are listed by the table and rule they check; `run_time` is what the pages show.
    """
    from great_expectations.core import (  # noqa: PLC0415  (seconds to import; see runner.py)
        ExpectationSuite,
        RunIdentifier,
        expectationSuiteValidationResultSchema,
    )
    from great_expectations.data_context.types.resource_identifiers import (  # noqa: PLC0415
        ExpectationSuiteIdentifier,
        ValidationResultIdentifier,
    )

    context = ephemeral_context()
    run = RunIdentifier(run_name="rebalance", run_time=run_time)
    for report in reports:
        with doing(f"Data Docs, the suite of {report.table}"):
            for rendered in report.rendered:
                result = expectationSuiteValidationResultSchema.load(rendered)
                for found in result.results:
                    found.expectation_config.id = None  # it bears the id of the run's own suite
                expectations = [found.expectation_config.to_domain_obj() for found in result.results]
                # Added whole: a suite that is known to the context is stored anew with each expectation.
                context.suites.add(ExpectationSuite(name=result.suite_name, expectations=expectations))
                key = ValidationResultIdentifier(ExpectationSuiteIdentifier(result.suite_name), run, report.table)
                context.validation_results_store.set(key, result)
    context.add_data_docs_site(
        "release",
        {
            "class_name": "SiteBuilder",
            "site_name": "Rebalance",
            "show_how_to_buttons": False,
            "store_backend": {"class_name": "TupleFilesystemStoreBackend", "base_directory": str(folder)},
            "site_index_builder": {"class_name": "DefaultSiteIndexBuilder"},
        },
    )
    with doing("Data Docs"):
        context.build_data_docs(site_names=["release"])
    return folder / "index.html"
