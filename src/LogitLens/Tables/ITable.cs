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

/// <summary>The headings beside an estimate's value: its interval's ends and its sample size.</summary>
/// <param name="Low">Heading of the interval's lower end.</param>
/// <param name="High">Heading of its upper end.</param>
/// <param name="N">Heading of the sample size; null where another column has it.</param>
public sealed record EstimateHeadings(string Low, string High, string? N)
{
    /// <summary><c>low</c>, <c>high</c>, <c>n</c>: for the one estimate of a table.</summary>
    public static EstimateHeadings LowHighN { get; } = new("low", "high", "n");

    /// <summary><c>low</c>, <c>high</c>.</summary>
    public static EstimateHeadings LowHigh { get; } = new("low", "high", null);

    /// <summary><c>NAME_low</c>, <c>NAME_high</c>.</summary>
    public static EstimateHeadings Of(string name) => new(name + "_low", name + "_high", null);
}
