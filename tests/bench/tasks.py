"""The task that does nothing but say that it ran, by which the way through broker and worker is measured."""

from celery import shared_task
from django.db import connection


@shared_task(name="tests.bench.no_op")
def no_op(token: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO bench_answer (token) VALUES (%s)", [token])
