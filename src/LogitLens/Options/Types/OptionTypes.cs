using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LogitLens.Options;

/// <summary>Finds the <see cref="OptionType"/> of a property from its type and its attribute.</summary>
internal static class OptionTypes
{
    /// <exception cref="NotSupportedException">Options of this type cannot be read.</exception>
    public static OptionType Of(Type type, OptionAttribute option)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return Text(option);
        }

        if (type == typeof(bool))
        {
            return Switch();
        }

        if (type == typeof(int))
        {
            return Whole(option);
        }

        if (type == typeof(double))
        {
            return Real(option);
        }

        if (type.IsEnum)
        {
            return Generic(nameof(Words), type);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            Type element = type.GetGenericArguments()[0];
            return (OptionType)Activator.CreateInstance(typeof(ListOptionType<>).MakeGenericType(element), Of(element, option))!;
        }

        return type.GetInterface(typeof(IOptionValue<>).Name) is not null
            ? Generic(nameof(Own), type)
            : throw new NotSupportedException($"option {option.Name} is of type {type}, which has no reader");
    }

    private static OptionType Generic(string method, Type type) =>
        (OptionType)typeof(OptionTypes).GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(type).Invoke(null, null)!;

    private static ScalarOptionType<string> Text(OptionAttribute option)
    {
        JsonObject schema = new() { ["type"] = "string" };
        if (option.Choices is { } choices)
        {
            schema["enum"] = new JsonArray([.. choices.Select(c => JsonValue.Create(c))]);
        }

        if (option.Pattern is { } pattern)
        {
            schema["pattern"] = $"^({pattern})$";
        }

        if (option is { Choices: null, Pattern: null })
        {
            schema["minLength"] = 1;
        }

        return new ScalarOptionType<string>(text => (IsAllowed(text, option), text), text => text)
        {
            Placeholder = option.Placeholder ?? (option.Choices is { } words ? string.Join('|', words) : "TEXT"),
            Expected = option.Expected ?? (option.Choices is { } list ? OneOf(list) : "a text of one character or more"),
            JsonKinds = [JsonValueKind.String],
            JsonSchema = schema,
            Choices = option.Choices ?? [],
        };
    }

    private static bool IsAllowed(string text, OptionAttribute option) =>
        text.Length > 0
        && (option.Choices is null || option.Choices.Contains(text))
        && (option.Pattern is null || Regex.IsMatch(text, $@"^({option.Pattern})\z"));

    private static ScalarOptionType<bool> Switch() => new(
        text => (bool.TryParse(text, out bool value), value),
        value => value ? "true" : "false")
    {
        Expected = "true or false",
        JsonKinds = [JsonValueKind.True, JsonValueKind.False],
        JsonSchema = new JsonObject { ["type"] = "boolean" },
    };

    private static ScalarOptionType<int> Whole(OptionAttribute option) => new(
        text => (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value) && InRange(value, option), value),
        value => value.ToString(CultureInfo.InvariantCulture))
    {
        Placeholder = option.Placeholder ?? "N",
        Expected = option.Expected ?? "a whole number" + RangeText(option),
        JsonKinds = [JsonValueKind.Number],
        JsonSchema = NumberSchema("integer", option),
        Largest = double.IsFinite(option.Max) ? null : int.MaxValue,
    };

    private static ScalarOptionType<double> Real(OptionAttribute option) => new(
        text => (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            && double.IsFinite(value) && InRange(value, option), value),
        value => value.ToString("R", CultureInfo.InvariantCulture))
    {
        Placeholder = option.Placeholder ?? "X",
        Expected = option.Expected ?? "a number" + RangeText(option),
        JsonKinds = [JsonValueKind.Number],
        JsonSchema = NumberSchema("number", option),
    };

    private static ScalarOptionType<T> Words<T>()
        where T : struct, Enum
    {
        Dictionary<string, T> byWord = EnumWords.Of(typeof(T)).ToDictionary(each => each.Word, each => (T)each.Member.GetValue(null)!);
        Dictionary<T, string> words = byWord.ToDictionary(each => each.Value, each => each.Key);
        return new(
            text => (byWord.TryGetValue(text, out T value), value),
            value => words[value])
        {
            Placeholder = string.Join('|', byWord.Keys),
            Expected = OneOf([.. byWord.Keys]),
            JsonKinds = [JsonValueKind.String],
            JsonSchema = new JsonObject { ["enum"] = new JsonArray([.. byWord.Keys.Select(word => JsonValue.Create(word))]) },
            Choices = [.. byWord.Keys],
        };
    }

    private static ScalarOptionType<T> Own<T>()
        where T : struct, IOptionValue<T> => new(
        text => (T.TryParse(text, out T value), value),
        value => value.ToString()!)
        {
            Placeholder = T.Form.Placeholder,
            Expected = T.Form.Expected,
            Choices = T.Form.Words,
            JsonKinds = [JsonValueKind.String, JsonValueKind.Number],
            JsonSchema = new JsonObject { ["type"] = new JsonArray("string", "integer"), ["pattern"] = T.Form.Pattern },
        };

    private static bool InRange(double value, OptionAttribute option) => value >= option.Min && value <= option.Max;

    private static string RangeText(OptionAttribute option) => (double.IsFinite(option.Min), double.IsFinite(option.Max)) switch
    {
        (true, true) => string.Create(CultureInfo.InvariantCulture, $" from {option.Min} to {option.Max}"),
        (true, false) => string.Create(CultureInfo.InvariantCulture, $" of at least {option.Min}"),
        (false, true) => string.Create(CultureInfo.InvariantCulture, $" of at most {option.Max}"),
        _ => "",
    };

    private static JsonObject NumberSchema(string type, OptionAttribute option)
    {
        JsonObject schema = new() { ["type"] = type };
        if (double.IsFinite(option.Min))
        {
            schema["minimum"] = option.Min;
        }

        if (double.IsFinite(option.Max))
        {
            schema["maximum"] = option.Max;
        }

        return schema;
    }

    private static string OneOf(string[] words) => words.Length == 1 ? words[0] : "one of " + string.Join(", ", words);
}
