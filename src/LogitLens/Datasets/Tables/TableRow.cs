namespace LogitLens.Datasets;

/// <summary>One row of a table. It is valid until the next row is read.</summary>
/// <param name="number">The data row, from 1.</param>
/// <param name="line">The line on which it begins, from 1.</param>
internal abstract class TableRow(int number, int line)
{
    /// <summary>The data row, from 1; a header and blank lines are not counted.</summary>
    public int Number { get; } = number;

    /// <summary>The line on which the row begins, from 1.</summary>
    public int Line { get; } = line;

    /// <summary>Fails where the row is not one of this table's, for instance by its number of fields.</summary>
    /// <exception cref="BadRowException">What is wrong with it.</exception>
    public abstract void Check();

    /// <summary>The text of one cell.</summary>
    /// <exception cref="BadRowException">There is no such cell, or it is not UTF-8.</exception>
    public abstract string Cell(string column);

    /// <summary>The text of one cell without white space at either end, for an example's text.</summary>
    /// <exception cref="BadRowException">As <see cref="Cell"/>, or nothing is left.</exception>
    public string Text(string column, Func<string, string>? clean = null)
    {
        string text = Cell(column);
        text = (clean is null ? text : clean(text)).Trim();
        return text.Length > 0 ? text : throw new BadRowException(column, "the text is empty") { IsBlank = true };
    }

    /// <summary>The text of one cell without white space at either end, which must not be empty.</summary>
    /// <exception cref="BadRowException">As <see cref="Cell"/>, or nothing is left.</exception>
    public string Required(string column)
    {
        string value = Cell(column).Trim();
        return value.Length > 0 ? value : throw new BadRowException(column, "the cell is empty");
    }
}
