namespace LogitLens.Tables;

/// <summary>A declared table, whatever its rows: what the reference of columns reads.</summary>
public interface ITable
{
    /// <summary>The CSV file's name without extension, in kebab-case.</summary>
    public string Name { get; }

    /// <summary>What a row is: a phrase without a full stop.</summary>
    public string Meaning { get; }

    /// <summary>The CSV file's headings, in order.</summary>
    public IReadOnlyList<Heading> Headings { get; }
}

/// <summary>The tables that one kind of run writes.</summary>
/// <param name="When">What kind of run that is, where a command has several: <c>of a dataset</c>.</param>
/// <param name="Tables">Its tables.</param>
public sealed record TableSet(string When, IReadOnlyList<ITable> Tables);
