using LogitLens.Runs;

namespace LogitLens.Tests.Runs.Records;

public sealed class CsvTableTests
{
    private enum Kind
    {
        HeadOutput,
    }

    [Fact]
    public void Cells_are_quoted_where_they_must_be_numbers_whole_and_words_in_kebab_case()
    {
        string[] lines = Write(["layer_index", "top_token", "p_value", "kind", "is_right", "share"], [3, "a, \"b\"", 0.1, Kind.HeadOutput, true, 1.5f]);
        Assert.Equal(["layer_index,top_token,p_value,kind,is_right,share", "3,\"a, \"\"b\"\"\",0.1,head-output,true,1.5"], lines);
    }

    [Fact]
    public void What_is_not_a_number_is_an_empty_cell() =>
        Assert.Equal("0,,,,", Write(["a", "b", "c", "d", "e"], [0, null, double.NaN, float.PositiveInfinity, null])[1]);

    private static string[] Write(string[] columns, object?[] row)
    {
        using StringWriter writer = new() { NewLine = "\n" };
        new CsvTable("t", columns, [row]).Write(writer);
        return writer.ToString().Split(["\r\n", "\n"], StringSplitOptions.RemoveEmptyEntries);
    }
}
