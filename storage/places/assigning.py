"""Incidents that came before a layer, assigned to it as well as their cells allow.

A piece that was known before a layer is put aside: its signature becomes
``aside <piece>,<layer>,…,``, which names the layers that it lies in only by the largest place
of its cell. A layer is approximate for as long as an incident or a number is in such a piece.
"""

from collections.abc import Collection

from sqlalchemy import ColumnElement, String, case, cast, delete, insert, literal, select, update
from sqlalchemy.orm import Session

from storage.tables import CellPlace, Import, Incident, IncidentNumber, Layer, Piece, PiecePlace


def assign_layer(session: Session, *, workspace: int, layer: int) -> tuple[str, ...]:
    """Give every known piece the place of ``layer`` that holds most of its cell.

    The layer is then approximate, and it keeps and returns the files that must be imported
    again to make it exact. Pieces known so far are put aside: their signatures were made
    without this layer, so that an import from now on makes pieces of its own.
    """
    _put_aside(session, workspace=workspace, layer=layer)
    _forget_unused(session, workspace=workspace)
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
    exact = _is_exact(session, workspace=workspace, layer=layer)
    files = () if exact else _files(session, workspace=workspace)
    _mine(session, workspace=workspace, layer=layer).approximate = list(files)
    session.flush()
    return files


def mark_exact(session: Session, files: Collection[str], *, workspace: int) -> None:
    """Note which layers have become exact, now that ``files`` have been imported.

    Names of files only hint at what to import again: two files can bear one name, and a file
    need not hold every incident that it held before. So a layer that is not exact yet always
    names some.
    """
    _forget_unused(session, workspace=workspace)
    for layer in session.scalars(select(Layer).where(Layer.workspace_id == workspace)):
        if not layer.approximate:
            continue
        if _is_exact(session, workspace=workspace, layer=layer.id):
            layer.approximate = []
        else:
            left = [file for file in layer.approximate if file not in files]
            layer.approximate = left or list(_files(session, workspace=workspace))
    session.flush()


def approximate(session: Session, *, workspace: int, layer: int) -> tuple[str, ...]:
    """Return the files that must be imported again to make a layer exact."""
    return tuple(_mine(session, workspace=workspace, layer=layer).approximate)


def _put_aside(session: Session, *, workspace: int, layer: int) -> None:
    """Note of every piece that it lies in a place of ``layer`` only by its cell."""
    before = Piece.signature
    named = case((_aside(), before), else_=literal("aside ") + cast(Piece.id, String) + ",")
    session.execute(
        update(Piece)
        .where(Piece.workspace_id == workspace, ~_aside(layer))
        .values(signature=named + f"{layer},")
        .execution_options(synchronize_session=False)
    )


def _forget_unused(session: Session, *, workspace: int) -> None:
    """Delete the pieces put aside that every incident and number has moved out of."""
    aside = (Piece.workspace_id == workspace, _aside())
    if session.scalar(select(Piece.id).where(*aside).limit(1)) is None:
        return
    used = [
        select(one.piece_id).where(one.workspace_id == workspace, one.piece_id.is_not(None))
        for one in (Incident, IncidentNumber)
    ]
    gone = delete(Piece).where(*aside, *(Piece.id.not_in(ids) for ids in used))
    session.execute(gone, execution_options={"synchronize_session": False})


def _is_exact(session: Session, *, workspace: int, layer: int) -> bool:
    """Return whether no piece lies in a place of ``layer`` only by its cell."""
    query = select(Piece.id).where(Piece.workspace_id == workspace, _aside(layer))
    return session.scalar(query.limit(1)) is None


def _aside(layer: int | None = None) -> ColumnElement[bool]:
    """Say of a piece that it was put aside, for one layer or for any."""
    return Piece.signature.like("aside %" if layer is None else f"aside %,{layer},%")


def _mine(session: Session, *, workspace: int, layer: int) -> Layer:
    return session.scalars(
        select(Layer).where(Layer.workspace_id == workspace, Layer.id == layer)
    ).one()


def _files(session: Session, *, workspace: int) -> tuple[str, ...]:
    """Return every file of incidents that came in."""
    imports = select(Import.files).where(Import.workspace_id == workspace).order_by(Import.id)
    return tuple(dict.fromkeys(file for files in session.scalars(imports) for file in files))
