using System.Text.Json.Nodes;

namespace LogitLens.Options;

/// <summary>Writes the JSON schema of config files, so that an editor completes and checks them.</summary>
public static class ConfigSchema
{
    /// <summary>The schema of config files for any of these commands.</summary>
    public static JsonObject Of(IReadOnlyList<CommandDescription> commands) => new()
    {
        ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
        ["title"] = "interp config file",
        ["oneOf"] = new JsonArray([.. commands.Select(CommandSchema)]),
    };

    private static JsonObject CommandSchema(CommandDescription command)
    {
        JsonObject properties = new()
        {
            ["$schema"] = new JsonObject { ["type"] = "string" },
            ["command"] = new JsonObject { ["const"] = command.Name },
        };
        foreach (OptionDescriptor option in command.Options.Options)
        {
            properties[option.Name] = OptionSchema(option, command.Options);
        }

        properties["matrix"] = Matrix(command.Options);
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = command.Summary,
            ["properties"] = properties,
            ["required"] = new JsonArray("command"),
            ["additionalProperties"] = false,
        };
    }

    private static JsonObject OptionSchema(OptionDescriptor option, OptionSet set)
    {
        JsonObject schema = option.Type.Schema();
        IReadOnlyList<string> limits = option.Limits(set);
        schema["description"] = option.Help + (limits.Count > 0 ? $" ({string.Join("; ", limits)})" : "");
        if (option.GetJson(Activator.CreateInstance(set.RecordType)!) is { } value)
        {
            schema["default"] = value;
        }

        return schema;
    }

    private static JsonObject Matrix(OptionSet set)
    {
        JsonObject several = new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(set.Options.Select(o => KeyValuePair.Create(o.Name, (JsonNode?)o.Type.Schema()))),
            ["additionalProperties"] = false,
        };
        JsonObject anyAxis = new() { ["type"] = "array", ["minItems"] = 1, ["items"] = several };
        JsonObject axes = new(set.Options.Select(o => KeyValuePair.Create(o.Name, (JsonNode?)new JsonObject
        {
            ["type"] = "array",
            ["minItems"] = 1,
            ["items"] = new JsonObject { ["anyOf"] = new JsonArray(o.Type.Schema(), several.DeepClone()) },
        })));
        return new JsonObject
        {
            ["type"] = "object",
            ["description"] = "Several runs: each key is an axis, each combination of the axes' values a run",
            ["properties"] = axes,
            ["additionalProperties"] = anyAxis,
        };
    }
}
