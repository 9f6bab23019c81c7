namespace LogitLens.Figures;

/// <summary>How a quantity is written on axes, bars and in cells.</summary>
public enum ValueFormat
{
    /// <summary>Three significant digits.</summary>
    Number,

    /// <summary>Three decimals, on an axis from 0 to 1.</summary>
    Proportion,

    /// <summary>A proportion written as a percentage, on an axis from 0 to 100%.</summary>
    Percent,

    /// <summary>Whole, with thousands separated.</summary>
    Count,
}
