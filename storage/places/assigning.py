"""Incidents that came before a layer, assigned to it as well as their cells allow."""

from collections.abc import Collection

from sqlalchemy import String, cast, delete, insert, literal, select, update
from sqlalchemy.orm import Session

from storage.tables import CellPlace, Import, Layer, Piece, PiecePlace


def assign_layer(session: Session, *, workspace: int, layer: int) -> tuple[str, ...]:
    """Give every known piece the place of ``layer`` that holds most of its cell.

    The layer is then approximate, and it keeps and returns the files that must be imported
    again to make it exact. Pieces known so far are put aside: their signatures were made
    without this layer, so that an import from now on makes pieces of its own.
    """
    session.execute(
        delete(PiecePlace).where(PiecePlace.workspace_id == workspace, PiecePlace.layer_id == layer)
    )
    session.execute(
        insert(PiecePlace).from_select(
            ["workspace_id", "piece_id", "layer_id", "place_id"],
            select(Piece.workspace_id, Piece.id, CellPlace.layer_id, CellPlace.place_id)
            .join(
                CellPlace,
                (CellPlace.workspace_id == Piece.workspace_id) & (CellPlace.cell == Piece.cell),
            )
            .where(Piece.workspace_id == workspace, CellPlace.layer_id == layer),
        )
    )
    session.execute(
        update(Piece)
        .where(Piece.workspace_id == workspace)
        .values(signature=literal("aside ") + cast(Piece.id, String))
        .execution_options(synchronize_session=False)
    )
    files = _files(session, workspace=workspace)
    _mine(session, workspace=workspace, layer=layer).approximate = list(files)
    session.flush()
    return files


def mark_exact(session: Session, files: Collection[str], *, workspace: int) -> None:
    """Note that incidents of these files have just been assigned by where they happened."""
    for layer in session.scalars(select(Layer).where(Layer.workspace_id == workspace)):
        layer.approximate = [file for file in layer.approximate if file not in files]
    session.flush()


def approximate(session: Session, *, workspace: int, layer: int) -> tuple[str, ...]:
    """Return the files that must be imported again to make a layer exact."""
    return tuple(_mine(session, workspace=workspace, layer=layer).approximate)


def _mine(session: Session, *, workspace: int, layer: int) -> Layer:
    return session.scalars(
        select(Layer).where(Layer.workspace_id == workspace, Layer.id == layer)
    ).one()


def _files(session: Session, *, workspace: int) -> tuple[str, ...]:
    """Return every file of incidents that came in, where any incident has a piece."""
    pieces = select(Piece.id).where(Piece.workspace_id == workspace).limit(1)
    if session.scalar(pieces) is None:
        return ()
    imports = select(Import.files).where(Import.workspace_id == workspace).order_by(Import.id)
    return tuple(dict.fromkeys(file for files in session.scalars(imports) for file in files))
