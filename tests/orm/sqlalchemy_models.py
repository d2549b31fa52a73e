"""Models, and what prints their schema: the recipe of the README."""
import sys
from sqlalchemy import (Boolean, CheckConstraint, Column, DateTime, Enum, ForeignKey, Index, Integer,
                        Numeric, String, Text, UniqueConstraint, create_mock_engine, func)
from sqlalchemy.orm import declarative_base

Base = declarative_base()


class Vendor(Base):
    __tablename__ = "vendors"
    id = Column(Integer, primary_key=True)
    name = Column(String(100), nullable=False, unique=True)
    active = Column(Boolean(create_constraint=True), nullable=False, server_default="1")
    created = Column(DateTime, server_default=func.now())


class Device(Base):
    __tablename__ = "devices"
    __table_args__ = (
        UniqueConstraint("vendor_id", "serial", name="uq_serial"),
        CheckConstraint("price >= 0", name="ck_price"),
        Index("ix_devices_serial", "serial"),
    )
    id = Column(Integer, primary_key=True)
    vendor_id = Column(ForeignKey("vendors.id", ondelete="CASCADE"), nullable=False)
    serial = Column(String(50))
    price = Column(Numeric(10, 2))
    state = Column(Enum("new", "used", name="state", create_constraint=True))
    notes = Column(Text)
    # MORE


def print_statement(statement, *_, **__):
    print(str(statement.compile(dialect=engine.dialect)).strip() + ";")


engine = create_mock_engine("sqlite://", print_statement)
Base.metadata.create_all(engine, checkfirst=False)
