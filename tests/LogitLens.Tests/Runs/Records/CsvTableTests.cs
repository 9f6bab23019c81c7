using LogitLens.Runs.Records;

namespace LogitLens.Tests.Runs.Records;

public sealed class CsvTableTests
{
    private enum Kind
    {
        HeadOutput,
    }

    [Fact]
    public void Columns_are_the_properties_in_snake_case()
    {
        string[] lines = Write(CsvTable.Of("t", new[] { new Row(3, "a, \"b\"", 0.1, Kind.HeadOutput, true, 1.5f) }));
        Assert.Equal(["layer_index,top_token,p_value,kind,is_right,share", "3,\"a, \"\"b\"\"\",0.1,head-output,true,1.5"], lines);
    }

    [Fact]
    public void What_is_not_a_number_is_an_empty_cell()
    {
        string[] lines = Write(CsvTable.Of("t", new[] { new Row(0, null, double.NaN, default, false, float.PositiveInfinity) }));
        Assert.Equal("0,,,head-output,false,", lines[1]);
    }

    private static string[] Write(CsvTable table)
    {
        using StringWriter writer = new() { NewLine = "\n" };
        table.Write(writer);
        return writer.ToString().Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed record Row(int LayerIndex, string? TopToken, double PValue, Kind Kind, bool IsRight, float Share);
}
